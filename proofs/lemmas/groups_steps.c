/*
 * What groups are, one step at a time.  This is no part of the library: its
 * functions are for provers alone.
 */
#include "scan.h"

#ifdef __FRAMAC__
#include "spec/groups_steps.acsl"
#endif

/*@ ghost
    /@ terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  none:    NoGroupStep(s, n);
       ensures  last:    \forall integer p;
                           p < n <= GroupEnd(s, p) ==> GroupCount(s, p, n) == 1;
       ensures  count:   \forall integer p;
                           p <= GroupEnd(s, p) < n && s[GroupEnd(s, p)] == ':'
                       ==> GroupCount(s, p, n)
                           == 1 + GroupCount(s, AfterGroup(s, p), n);
       ensures  number:  \forall integer p;
                           p <= GroupEnd(s, p) < n && s[GroupEnd(s, p)] == ':'
                       ==> \forall integer x; 1 <= x ==>
                             GroupNumber(s, p, n, x)
                             == GroupNumber(s, AfterGroup(s, p), n, x - 1);
    @/
    static void one_step(const uint8_t *s, size_t n)
    {
        /@ assert words: CountSteps(s, n); @/
    }

    void groups_steps(const uint8_t *s, size_t n)
    {
        /@ assert two:   \forall integer p; 0 <= p && TwoOctets(s, p, n)
                     ==> p < n; @/
        /@ assert three: \forall integer p; 0 <= p && ThreeOctets(s, p, n)
                     ==> p < n; @/
        /@ assert tail:  \forall integer p; 0 <= p && Ipv4Text(s, p, n)
                     ==> p < NextOctet(s, p) < n && HexDigit(s[p])
                         && GroupEnd(s, p) == NextOctet(s, p) - 1
                         && s[GroupEnd(s, p)] == '.'; @/
        one_step(s, n);
        /@ assert end:   \forall integer p; 0 <= p && GroupText(s, p, n)
                     ==> p < n <= GroupEnd(s, p); @/
        /@ assert digit: \forall integer p; 0 <= p && GroupText(s, p, n)
                     ==> HexDigit(s[p]); @/
        /@ assert last:  OneGroupStep(s, n); @/
        /@ assert tails: DottedStep(s, n); @/
        /@ assert colon: ColonStep(s, n); @/
    }
*/
