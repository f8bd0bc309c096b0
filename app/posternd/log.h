#pragma once

/// Sends Qt's log to standard error: one line a record, "time level category text", control and bidi characters escaped, cut at 2 KiB
/// (threats.md O5).
void installLog();
