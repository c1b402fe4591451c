/* said: not proved: put_assigns */
/*@ requires valid: \valid(p + (0 .. 1));
    terminates     \true;
    exits          \false;
    assigns        p[0];
    ensures value: p[0] == 1;
*/
void put(unsigned *p)
{
    p[0] = 1;
    p[1] = 2;
}
