"""The optional LLM extractor: any OpenAI-compatible endpoint, its statements verified like every other, never needed."""

from ingest.llm.client import ChatClient, Reply, Usage
from ingest.llm.extractor import LlmReport, add_llm_statements

__all__ = ["ChatClient", "LlmReport", "Reply", "Usage", "add_llm_statements"]
