#pragma once

namespace gateway::net {

/// A descriptor kept for the hour when none is left: given up, it lets one connection be accepted and told so (threats.md D10).
/// Where descriptors do not run out like that it does nothing.
class ReserveDescriptor
{
public:
    ReserveDescriptor() { take(); }
    ~ReserveDescriptor() { give(); }
    ReserveDescriptor(const ReserveDescriptor &) = delete;
    ReserveDescriptor &operator=(const ReserveDescriptor &) = delete;

    void take(); ///< Quietly stays without if there is none.
    void give();

private:
    int m_descriptor = -1;
};

} // namespace gateway::net
