"""check - what a test says about the world, and how it waits for it."""
import time


def equal(got, wanted, what="value"):
    if got != wanted:
        raise AssertionError(f"{what}\n  is      {got!r}\n"
                             f"  wanted  {wanted!r}")


def contains(text, part, what="text"):
    if part not in text:
        raise AssertionError(f"{what}\n  is          {text!r}\n"
                             f"  which lacks {part!r}")


def between(low, got, high, what="value"):
    if not low <= got <= high:
        raise AssertionError(f"{what} is {got}, not from {low} to {high}")


def eventually(question, what, within=10):
    """Asks until the answer is true, and returns it."""
    deadline = time.monotonic() + within
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within} s: {what}")
        time.sleep(0.005)


def raises(error, code, action):
    """`action` fails with error.code; returns the error."""
    try:
        got = action()
    except error as caught:
        equal(caught.code, code, f"error ({caught.text})")
        return caught
    raise AssertionError(f"wanted error {code}, got {got!r}")
