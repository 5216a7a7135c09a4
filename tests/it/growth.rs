//! Work must grow as the text does. Not timed against a clock, which a busy machine makes
//! lie, but against itself: the processor's work for eight times as much text.

use std::thread::sleep;
use std::time::Duration;

use crate::vault::Vault;

/// Eight times the text may cost this much more work. Linear is 8, n·log n about 11, n² 64.
const MOST: f64 = 26.0;
const SMALL_BYTES: usize = 6 * 1024;

/// Fails when `read` does far more than eight times the work on eight times the text. `make`
/// is given a size in bytes.
#[track_caller]
pub fn grows_gently<T: Sync>(name: &str, make: impl Fn(usize) -> T + Sync, read: impl Fn(&T) + Sync) {
    let (small, large) = (make(SMALL_BYTES), make(8 * SMALL_BYTES));
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let mut seen = Vec::new();
    // One slow page fault proves nothing: it must be so each time.
    for _ in 0..5 {
        let work = |text: &T| one.install(|| work_of(|| read(text)));
        let (Some(small), Some(large)) = (work(&small), work(&large)) else { return read(&large) };
        // Below two milliseconds there is nothing to compare.
        let ratio = large.as_secs_f64() / small.as_secs_f64().max(0.002);
        if ratio < MOST {
            return;
        }
        seen.push(format!("{ratio:.0} times ({small:?}, {large:?})"));
    }
    panic!("{name}: eight times the text takes {}", seen.join(", "));
}

/// What this thread worked, whoever else worked meanwhile; none where the system does not say.
fn work_of(run: impl FnOnce()) -> Option<Duration> {
    let before = worked()?;
    run();
    Some(worked()?.saturating_sub(before))
}

fn worked() -> Option<Duration> {
    // The system books a thread's work when it stops running.
    sleep(Duration::from_micros(50));
    #[expect(clippy::disallowed_methods, reason = "not a file: what the system knows of this thread")]
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    said.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// A line again and again, `N` being another number each time.
pub fn lines(line: &str, bytes: usize) -> String {
    (0..bytes / line.len()).map(|n| line.replace('N', &n.to_string())).collect()
}

#[test]
fn what_grows_too_fast_is_seen() {
    let slow = std::panic::catch_unwind(|| {
        grows_gently(
            "squares",
            |bytes| vec![1_u16; bytes / 4],
            |text| {
                let sum: usize = text.iter().map(|byte| text.iter().filter(|other| *other == byte).count()).sum();
                assert!(sum > 0);
            },
        );
    });
    assert!(slow.is_err() || worked().is_none());
}

/// What is looked for in running text: marks, addresses, and what begins like them.
#[test]
fn running_text_grows_gently() {
    use renmai::render::i18n::Catalogue;
    use renmai::render::markdown::{Links, Setting, inline_html, markdown_html};
    let (words, links) = (Catalogue::new("en"), Links::new("", "", []));
    let setting = Setting::new(&words, &links);
    for piece in ["⏫", "📅 2026-03-01 ", "— ", "h", "http://a.b ", "http://", "== ", "字"] {
        grows_gently(
            piece,
            |bytes| piece.repeat(2 * bytes / piece.len()),
            |text| {
                assert!(markdown_html(text, &setting).html.len() > text.len() / 4);
                assert!(inline_html(text, &setting).len() > text.len() / 4);
            },
        );
    }
}

/// Pages too, not only reading: a person, a note and a plan of each kind of line, and front matter.
#[test]
#[ignore = "takes a quarter of a minute"]
fn a_whole_site_grows_gently() {
    for line in SHAPES {
        grows_gently(
            line,
            |bytes| lines(line, bytes / 2),
            |text| all_pages(&format!("---\nname: Ada\n---\n\n## Log\n- 2026-02-01 call\n{text}"), text),
        );
    }
    for (head, line) in FRONT {
        grows_gently(line, |bytes| lines(line, bytes / 2), |text| all_pages(&format!("---\nname: Ada\n{head}{text}\n---\n"), ""));
    }
}

const SHAPES: &[&str] = &[
    "- [ ] me: b 📅 2026-03-05\n",
    "- 2026-01-01 → call with [[bo]] N #tagN\n",
    "### 2026-01-01 call N\n",
    "word [[bo]] **b** `c` [x](https://e.org/N)\n\n",
    "[[nobody N]] [[bo|b]] ",
    "# N\n",
    "> > quote\n",
    "> ",
    "- ",
    "1. ",
    "- a\n  - b\n",
    "| a | b |\n",
    "|",
    "[^N]: note\n",
    "[N]: https://e.org\n",
    "#标签N ",
    "我们一起去爬山",
    "word",
    "%%a%% ",
    "[",
    "[[",
    "*",
    "**a* ",
    "_a",
    "`",
    "<b>",
    "<!--",
    "![",
    "[a](",
    "&amp;",
    "~~",
    "$",
    "\\",
    "⏫",
    "⏫ h",
    "— http ",
];

/// What stands above, and lines of front matter below it.
const FRONT: &[(&str, &str)] = &[
    ("", "keyN: value\n"),
    ("tags:\n", "- tagN\n"),
    ("aliases:\n", "- Ada N\n"),
    ("family:\n", "- {name: Tom N, relation: child}\n"),
    ("money:\n", "- {on: 2026-01-01, lent: N CNY}\n"),
    ("email:\n", "- N@e.org\n"),
    ("org: ", "word "),
];

fn all_pages(person: &str, note: &str) {
    use renmai::arrange::Site;
    use renmai::render::{Look, PageFrame, Renderer};
    let vault = Vault::of("").and("people/ada.md", person).and("guides/g.md", note).and("people/bo.md", "");
    let mut world = vault.today("2026-03-01");
    let renderer = Renderer::new(&Look { languages: &["en"], ..Look::default() }, &mut world.loaded.sources).value;
    let site = Site::new(&world.loaded.journal, &world.loaded.sources, &world.insights, &world.diagnostics);
    let frame = PageFrame { lang: "en", root: "../", static_root: "../", ..PageFrame::default() };
    for route in site.routes() {
        assert!(renderer.page(site.template(route), &site.view(route), &frame).is_ok());
    }
}
