#pragma once

#include "gateway/smtp/reply.h"

/// What the server session says on its own, as the table of replies in threats.md has it. Nothing of what a client sent is echoed.
namespace gateway::smtp::replies {

inline const Reply ok{250, 0, 0, "OK"};
inline const Reply goodbye{221, 0, 0, "Goodbye"};
inline const Reply help{214, 0, 0, "See RFC 5321"};
inline const Reply cannotVerify{252, 5, 0, "Cannot verify, but will take mail and try"};
inline const Reply startTls{220, 0, 0, "Ready to start TLS"};
inline const Reply startData{354, 0, 0, "End data with <CR><LF>.<CR><LF>", false};

inline const Reply stopping{421, 3, 2, "Service shutting down"};
inline const Reply tooSlow{421, 4, 2, "Timeout"};
inline const Reply tooManyErrors{421, 7, 0, "Too many errors"};
inline const Reply tooMuchData{421, 7, 0, "Too much data"};
inline const Reply notOurProtocol{421, 7, 0, "This is a mail server"};
inline const Reply internalError{451, 3, 0, "Internal error"};
inline const Reply tooManyRecipients{452, 5, 3, "Too many recipients"};

inline const Reply unknownCommand{500, 5, 1, "Command not recognized"};
inline const Reply lineTooLong{500, 5, 2, "Line too long"};
inline const Reply syntaxError{501, 5, 2, "Syntax error"};
inline const Reply malformedAddress{501, 5, 2, "Malformed address"};
inline const Reply noArgument{501, 5, 4, "No argument allowed"};
inline const Reply needsAddress{501, 5, 4, "An address is required"};
inline const Reply needsHostName{501, 5, 4, "A host name is required"};
inline const Reply malformedChunkSize{501, 5, 4, "Malformed chunk size"};
inline const Reply notImplemented{502, 5, 1, "Command not implemented"};
inline const Reply earlyTalk{503, 5, 0, "Client spoke out of turn"};
inline const Reply badSequence{503, 5, 1, "Bad sequence of commands"};
inline const Reply bareLineEnd{550, 5, 2, "Bare CR or LF in the message"};
inline const Reply nul{550, 6, 0, "NUL octet in the message"};
inline const Reply tooBig{552, 3, 4, "Message too big"};
inline const Reply needsSmtpUtf8{553, 6, 7, "Non-ASCII address needs SMTPUTF8"};
inline const Reply longLine{554, 6, 0, "Line too long in the message"};
inline const Reply noParameters{555, 5, 4, "Parameters need EHLO"};

} // namespace gateway::smtp::replies
