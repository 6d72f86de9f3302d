"""Words: one tokenizer for the index and for queries."""

from search.tokens.cutter import PolicyTokenizer
from search.tokens.fold import Folded, fold, fold_script
from search.tokens.load import lexicon_words, load_tokenizer
from search.tokens.protocol import Tokenizer, Word

__all__ = ["Folded", "PolicyTokenizer", "Tokenizer", "Word", "fold", "fold_script", "lexicon_words", "load_tokenizer"]
