"""Scripts that make the shipped models from a teacher and a folder of policy texts; nothing of the running system imports them.

    python -m search.train.student --teacher FOLDER --texts FOLDER --out search/embed/models/default
    python -m search.train.static  --texts FOLDER --out search/embed/models/static

The teacher is a folder as transformers saves a BERT encoder (BAAI/bge-small-zh-v1.5 for the shipped models), the texts are
``.txt`` files in UTF-8. Both scripts need ``torch`` and ``safetensors``, the first also ``onnx`` (extra ``train``). The first
takes an hour on two cores, the second a quarter of one. No query, label or document of an evaluation is used.
"""
