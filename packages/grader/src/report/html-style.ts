/** The page's style, for light and dark, without anything from elsewhere. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1b1b1f; --soft: #4a4a55; --ground: #fff; --raised: #f2f3f7; --line: #8a8a97; --link: #1a4fba; --good: #14632b; --bad: #a11325; }
@media (prefers-color-scheme: dark) { :root { --text: #ececf1; --soft: #c0c0cb; --ground: #17171b; --raised: #24242b; --line: #7d7d8a; --link: #9dbcff; --good: #7fd69a; --bad: #ff9aa5; } }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; color: var(--text); background: var(--ground); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; padding: 0; list-style: none; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; }
caption { text-align: left; color: var(--soft); }
th, td { padding: .3rem .7rem; border: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { background: var(--raised); }
td { white-space: nowrap; }
td.total { font-weight: 600; }
td.all { color: var(--good); }
td.some, td.none { color: var(--bad); }
article { margin: 1.5rem 0; padding: 0 1rem; border: 1px solid var(--line); border-radius: .5rem; }
pre { margin: .4rem 0; padding: .6rem; overflow-x: auto; background: var(--raised); white-space: pre-wrap; overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, monospace; font-size: .9rem; }
.checks > li { margin: .4rem 0; }
.good strong { color: var(--good); }
.bad strong, .remark { color: var(--bad); }
.hint { margin: .3rem 0; color: var(--soft); }
`;
