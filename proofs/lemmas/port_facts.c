/*
 * Where a port may be over, by what it is.  This is no part of the library:
 * its functions are for provers alone.
 */
#include "scan.h"

#ifdef __FRAMAC__
#include "spec/terminals.acsl"
#endif

/*@ ghost
    void port_read(const uint8_t *s, size_t i, size_t n, size_t end)
    {
        /@ assert missing: PortMissing(s, i, n, end) ==> PortNone(s, i); @/
        /@ assert zero:    PortLeadingZero(s, i, n, end) ==> PortNone(s, i); @/
        /@ assert long:    PortAbove65535(s, i, n, end)
                       ==> end == i + 4 || end == i + 5; @/
        /@ assert fifth:   PortAbove65535(s, i, n, end)
                       ==> !PortText(s, i, end + 1); @/
    }

    void port_is_long(const uint8_t *s)
    {
    }

    void port_begins(const uint8_t *s, size_t i)
    {
    }

    void port_holds_no_end(const uint8_t *s, size_t i)
    {
    }
*/
