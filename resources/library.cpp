// Nothing: the resources are objects of their own, and a static library needs a source.
