#pragma once

#include <gmime/gmime.h>

namespace gateway::content {

/// To be called before anything of GMime is.
inline void initializeGMime()
{
    static const bool isDone = (g_mime_init(), true);
    static_cast<void>(isDone);
}

} // namespace gateway::content
