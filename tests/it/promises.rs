//! Promises of both sides: open, on time, late, past.

use crate::vault::Vault;

const T: &str = "2026-03-01";

/// open, on time, late, past of mine.
#[track_caller]
fn check(line: &str, expected: (usize, usize, usize, usize)) {
    for (word, mine) in [("me:", true), ("我：", true), ("them:", false), ("对方：", false), ("Me :", true)] {
        let world = Vault::of("").and("people/ada.md", &format!("## Promises\n{}\n", line.replace("WHO", word))).today(T).clean();
        let promises = &world.ada().insights.promises;
        let (side, other) = if mine { (&promises.me, &promises.them) } else { (&promises.them, &promises.me) };
        assert_eq!((side.open, side.on_time, side.late, side.past), expected, "{word} {line}");
        assert_eq!((other.open, other.on_time, other.late, other.past), (0, 0, 0, 0), "{word} {line}");
    }
}

#[test]
fn what_becomes_of_a_promise() {
    check("- [ ] WHO x", (1, 0, 0, 0));
    check("- [ ] WHO x 📅 2026-03-01", (1, 0, 0, 0));
    check("- [ ] WHO x 📅 2026-02-28", (1, 0, 0, 1));
    check("- [ ] WHO x ⏳ 2026-02-28", (1, 0, 0, 1));
    check("- [ ] WHO x ⏳ 2026-02-01 📅 2026-03-02", (1, 0, 0, 0));
    check("- [ ] WHO x [due:: 2026-02-28]", (1, 0, 0, 1));
    check("- [x] WHO x 📅 2026-02-10 ✅ 2026-02-10", (0, 1, 0, 0));
    check("- [x] WHO x 📅 2026-02-10 ✅ 2026-02-11", (0, 0, 1, 0));
    check("- [x] WHO x 📅 2026-02-10", (0, 0, 0, 0));
    check("- [x] WHO x ✅ 2026-02-10", (0, 0, 0, 0));
    check("- [-] WHO x 📅 2026-02-10 ❌ 2026-02-11", (0, 0, 0, 0));
    check("- [ ] x", (0, 0, 0, 0));
}

#[test]
fn promises_stand_in_a_persons_file_only() {
    let world = Vault::of("-- guides/x.md --\n---\ntitle: X\n---\n- [ ] me: x 📅 2026-03-05\n").today(T).clean();
    assert_eq!(world.reminders(), ["task - 2026-03-05"]);
}

#[test]
fn promises_below_a_log_entry_are_promises() {
    let world = Vault::ada("", "- 2026-02-01 ↔ coffee: plans\n  - [ ] me: send the scans 📅 2026-02-20\n").today(T).clean();
    assert_eq!(world.ada().insights.promises.me.past, 1);
    assert_eq!(world.ada().days(), ["2026-02-01"]);
}
