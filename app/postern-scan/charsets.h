#pragma once

namespace scan {

/// Loads the C library's converters of the character sets that mail uses: they are files, and the sandbox opens none.
void loadCharsets();

} // namespace scan
