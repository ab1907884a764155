"""Plays a terminal: runs a command in a pseudo-terminal and passes on what is typed and what appears.

Says the command's process group on file descriptor 3. Only what a transcript with a prompt needs.
"""

import fcntl
import os
import pty
import select
import struct
import sys
import termios

child, terminal = pty.fork()
if child == 0:
    os.close(3)
    os.execvp(sys.argv[1], sys.argv[1:])

# Wide enough that no line of a page is broken.
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 500, 0, 0))
os.write(3, str(child).encode())
os.close(3)
inputs = [0, terminal]
while True:
    ready, _, _ = select.select(inputs, [], [])
    if terminal in ready:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # Linux: nobody has the other end open any more
            piece = b""
        if not piece:
            break
        os.write(1, piece)
    if 0 in ready:
        typed = os.read(0, 65536)
        if typed:
            os.write(terminal, typed)
        else:
            inputs.remove(0)
_, status = os.waitpid(child, 0)
code = os.waitstatus_to_exitcode(status)
sys.exit(code if code >= 0 else 128 - code)
