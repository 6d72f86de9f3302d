"""Scripts that make the shipped models from a teacher and a folder of policy texts.

They need the ``transformers`` extra, ``onnx`` and ``onnxscript``.

    python -m search.train.student --teacher FOLDER --texts FOLDER --out search/embed/models/default
    python -m search.train.static  --teacher FOLDER --texts FOLDER --out search/embed/models/static

Nothing of the texts enters the models but statistics; no query or label of an evaluation is used.
"""
