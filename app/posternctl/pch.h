// Precompiled for the command line. Never included by name.
#include "gateway/pch.h"

#include <CLI/CLI.hpp>
