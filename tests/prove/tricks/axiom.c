/* said: axiom or admit: 'axiom' */
/*@ axiomatic Wishes {
      axiom wish: \forall integer n; n == 7;
    }
*/
/*@ terminates     \true;
    exits          \false;
    assigns        \nothing;
    ensures value: \result == 7;
*/
unsigned half(unsigned n)
{
    return n / 2;
}
