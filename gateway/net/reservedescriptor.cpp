#include "gateway/net/reservedescriptor.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace gateway::net {

void ReserveDescriptor::take()
{
#ifdef Q_OS_UNIX
    if (m_descriptor < 0)
        m_descriptor = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
#endif
}

void ReserveDescriptor::give()
{
#ifdef Q_OS_UNIX
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
#endif
}

} // namespace gateway::net
