# region not-a-comment
"""Em Python, // divide e joga fora o resto; comentário começa com #."""

print("7 // 2 é", 7 // 2)
for line in [
    'address = b"\\x7F\\x00\\x00\\x01"  // 127.0.0.1',  # O defeito: o //.
    'address = b"\\x7F\\x00\\x00\\x01"  # 127.0.0.1',
]:
    try:
        compile(line, "exemplo", "exec")
        print("certa: ", line)
    except SyntaxError:
        print("errada:", line)
# endregion not-a-comment
