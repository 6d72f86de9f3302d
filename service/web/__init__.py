"""The web page: a small TypeScript bundle, built by ``service.web.build``."""
