/* said: Memory model hypotheses */
unsigned last;

/*@ requires valid: \valid(p);
    terminates     \true;
    exits          \false;
    assigns        *p, last;
    ensures value: *p == 1 && last == 2;
*/
void put(unsigned *p)
{
    *p = 1;
    last = 2;
}
