// Nothing: a library needs a source to carry the precompiled header.
