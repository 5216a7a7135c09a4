//! Documents as people, editors and merges leave them: with and without front matter,
//! comments, a byte order mark, either line end, a last line end or none.

use proptest::prelude::*;

const FRONT: &[&str] = &[
    "name: Ada Moreno   # with one r",
    "aliases: ['A. M.', \"Addie\"]",
    "circle: friend",
    "# a comment",
    "birthday:   05-12",
    "tags:",
    "  - climbing",
    "  - \"#work\"",
    "odd key: 012",
    "met: {on: 2026-04, place: a reading}",
    "note: |",
    "  two",
    "  lines",
    "",
];

const BODY: &[&str] = &[
    "",
    "",
    "## Log",
    "## 往来",
    "# Log",
    "### Interactions:",
    "## Promises",
    "## 互补性 2026-05-01",
    "Notes",
    "-----",
    "We met over a kiln.",
    "认识很久了。",
    "- 2026-10-01 → coffee: long talk #life",
    "- 2026-09-01 ← 电话：聊了半小时",
    "  and more of it",
    "  - 2026-08-14 nested",
    "- 2026",
    "* 2026-07-01 [gave:: tea]",
    "1. 2026-06-01 numbered",
    "- [x] 2026-05-01 lunch",
    "- [ ] 2026-12-01 dinner",
    "- [[2026-04-01]] linked",
    "- 2026年3月1日 吃饭",
    "### 2026-02-03 a heading",
    "### 2026-02-02",
    "- no date",
    "- [ ] me: send the scans 📅 2026-11-24",
    "  - [ ] 我：扫描  ",
    "- [ ] me: water the fern 🔁 every week 📅 2026-11-24",
    "- [ ] 对方：寄信 🔁 every 2 months when done ⏳ 2026-09-01",
    "- [ ] them: pay ^id-1",
    "- [-] given up",
    "> a quote",
    "> - [ ] quoted",
    "```\n- [ ] code\n## Log\n```",
    "%% hidden %%",
    "| a | b |",
    "\t- tabbed",
    "    - 2026-01-01 deep",
    "---",
    "***",
    "[link]: https://example.com",
];

/// A person's file.
pub fn documents() -> impl Strategy<Value = String> {
    let front = prop::option::weighted(0.7, prop::collection::vec(prop::sample::select(FRONT), 0..6));
    let body = prop::collection::vec(prop::sample::select(BODY), 0..24);
    (any::<bool>(), front, body, 0..3_u8, any::<bool>()).prop_map(|(marked, front, body, ends, last)| {
        let mut lines: Vec<&str> = Vec::new();
        if let Some(front) = &front {
            lines.push("---");
            lines.extend(front);
            lines.push("---");
        }
        lines.extend(body.iter().flat_map(|piece| piece.split('\n')));
        let mut text = String::from(if marked { "\u{feff}" } else { "" });
        for (place, line) in lines.iter().enumerate() {
            text.push_str(line);
            let is_last = place + 1 == lines.len();
            if !is_last || last {
                // The third kind mixes both, as copied text does.
                text.push_str(if ends == 1 || ends == 2 && place % 3 == 0 { "\r\n" } else { "\n" });
            }
        }
        text
    })
}
