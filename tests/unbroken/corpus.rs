//! Some hundreds of hostile notes, built in one run.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::journal::{Journal, tree};
use crate::pages::is_harmless;

/// Front matter after `name:`, and the problem at its line, if one must be named there.
const FRONT: &[(&str, Option<&str>)] = &[
    ("birthday: 02-30", Some("bad-date")),
    ("birthday: 2025-13-01", Some("bad-date")),
    ("birthday: yesterday", Some("bad-date")),
    ("birthday: 0000-00-00", Some("bad-date")),
    ("birthday: 99999-01-01", Some("bad-date")),
    ("birthday: 2025-1-5", None),
    ("birthday: 02-29", None),
    ("cadence: -5", Some("bad-cadence")),
    ("cadence: 99999999999999999999", Some("bad-cadence")),
    ("cadence: 1e309", Some("bad-cadence")),
    ("org: @lantern", Some("yaml-syntax")),
    ("org: a: b", Some("yaml-syntax")),
    ("org: \"open", Some("yaml-syntax")),
    ("\torg: x", Some("yaml-syntax")),
    ("org：x", Some("yaml-syntax")),
    ("name: Eve", Some("duplicate-key")),
    ("circle: nobody-knows-it", Some("unknown-circle")),
    ("brithday: 05-12", Some("unknown-key")),
    ("<<<<<<< HEAD", Some("yaml-syntax")),
    ("org: yes", None),
    ("org: N", None),
    ("org: ~", None),
    ("org: 0o17", None),
    ("org: .inf", None),
    ("org: !!python/object:os.system x", None),
    ("org: !!binary AAAA", None),
    ("tags: [yes, no, on, 012, 1e3, ~]", None),
    ("tags: [../../x, CON, aux, 'a/b', '', '.', '..', 'a\\b']", None),
    ("aliases: ['<script>alert(1)</script>', \"it's\"]", None),
    ("email: 'x@example.com\"><script>alert(1)</script>'", None),
    ("email: 'javascript:alert(1)'", None),
    ("website: 'javascript:alert(1)'", None),
    ("website: 'data:text/html,<script>alert(1)</script>'", None),
    ("website: '//evil.example/x'", None),
    ("phone: '\" onclick=\"alert(1)'", None),
    ("pronouns: '{{ constructor.constructor(1)() }}'", None),
    ("org: '{% for x in y %}'", None),
    ("org: \"\\u202Egpj.exe\"", None),
    ("org: \"\\x00\\x1b[31m\"", None),
    ("photo: '../../../etc/passwd'", None),
    ("photo: 'https://evil.example/x.png'", None),
    ("photo: 'assets/x.png\" onerror=\"alert(1)'", None),
    ("slug: ../../escape", None),
    ("met: {on: 2019, place: '</title><script>alert(1)</script>'}", None),
    ("family: [{name: '<img src=x onerror=alert(1)>', relation: child}]", None),
    ("money: [{on: 2026-01-01, lent: 1e999 CNY}]", None),
    ("timezone: '../../../etc/localtime'", None),
];

/// Lines of a note.
const BODY: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><set attributeName=href to=javascript:alert(1)>",
    "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
    "<iframe src=https://evil.example></iframe>",
    "<style>*{background:url(https://evil.example)}</style>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<!-- never closed",
    "<![CDATA[ <script>alert(1)</script> ]]>",
    "<?php echo 1 ?>",
    "</main></body></html><script>alert(1)</script>",
    "<meta http-equiv=refresh content=0;url=https://evil.example>",
    "<base href=https://evil.example/>",
    "<form action=https://evil.example><button>x</button></form>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](\u{1}javascript:alert(1))",
    "[x](vbscript:x) [y](data:text/html,x) [z](file:///etc/passwd) [w](blob:x)",
    "[x](//evil.example/y)",
    "[x](\\\\evil.example\\y)",
    "[x](https://a.example/\"onmouseover=\"alert(1))",
    "[x](<https://a.example/ \"onclick=alert(1)>)",
    "<javascript:alert(1)>",
    "<https://a.example/\"onclick=alert(1)>",
    "![x](https://evil.example/x.png)",
    "![x](//evil.example/x.png)",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![x](assets/../../../etc/passwd)",
    "![\" onerror=\"alert(1)](assets/x.png)",
    "![[../../etc/passwd]]",
    "[[<script>alert(1)</script>]]",
    "[[ada|<img src=x onerror=alert(1)>]]",
    "[[javascript:alert(1)]]",
    "[ref]: javascript:alert(1)\n\n[ref]",
    "[^1]: <script>alert(1)</script>\n\n[^1]",
    "`<script>alert(1)</script>`",
    "```html\" onclick=\"alert(1)\n<script>alert(1)</script>\n```",
    "```\nnever closed",
    "%% never closed",
    "$$ \\href{javascript:alert(1)}{x} $$",
    "# <script>alert(1)</script> {#x onclick=alert(1)}",
    "> [!<script>] alert(1)",
    "| <script> | a |\n|---|---|\n| <img src=x onerror=alert(1)> | [[ada\\|x]] |",
    "#<script> #../../x #CON #a/b/c #tag\u{202e}",
    "{{ constructor.constructor('alert(1)')() }} {% raw %} ${x} <%= y %>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "\u{202e}txt.exe \u{2066}x",
    "\u{0}\u{1}\u{7}\u{1b}[31m\u{1b}]0;title\u{7}",
    "- [ ] <script>alert(1)</script> 📅 2026-03-05",
    "- [ ] me: x 📅 2026-02-30",
    "- [ ] me: x 📅 9999-12-31 🔁 every 99999999999 days",
];

/// Lines of a log.
const LOG: &[&str] = &[
    "- 2026-02-01 <script>alert(1)</script>",
    "- 2026-02-30 call",
    "- 0000-01-01 call",
    "- 9999-12-31 call",
    "- 2026-02-01 [gave:: <img src=x onerror=alert(1)>]",
    "- 2026-02-01 [gave:: [[",
    "- 2026-02-01 [felt:: javascript:alert(1)]",
    "- 2026-02-01 [[a]] [[b]] [[../c]] [x](javascript:alert(1))",
    "- 2026-02-01 → ← ↔ -> <- x",
    "- 2026-02-01 #<b> [reply:: 2026-99-99]",
    "- 2026-02-01",
    "-2026-02-01 no space",
    "- 2026年2月31日 吃饭",
    "- 2026-02-01T25:61:61 x",
    "- \u{ff12}026-02-01 x",
    "- ٢٠٢٦-٠٢-٠١ x",
];

/// Whole files as bytes.
fn whole() -> Vec<Vec<u8>> {
    let mut files: Vec<Vec<u8>> = [
        "",
        "\n",
        "---",
        "---\n",
        "---\n---",
        "---\n---\n",
        "\r\r\r",
        "\u{feff}",
        "\u{feff}\u{feff}---\nname: x\n---\n",
        "\n\n---\nname: x\n---\n",
        "---\nname: x\n",
        "---\nname: x\n...\n",
        "---\r\nname: x\r\n---\r\n",
        "---\rname: x\r---\r",
        "+++\nname = 'x'\n+++\n",
        "---\n- a\n- b\n---\n",
        "---\njust words\n---\n",
        "---\n\u{0}\n---\n",
        "---\nx: &a [*a]\n---\n",
        "---\nx: *nobody\n---\n",
        "---\n? [a, b]\n: c\n---\n",
        "---\nname: [a, [b, [c]]]\n---\n",
        "---\nname: {a: b}\n---\n",
        "---\nname: |\n  two\n  lines\n---\n",
        "---\nname: ''\n---\n",
        "<<<<<<< HEAD\nname: a\n=======\nname: b\n>>>>>>> x\n",
        "## Log",
        "## Log\n-",
        "- [ ]",
        "[",
        "[[",
        "![",
        "|",
        ">",
        "#",
        "```",
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec();
    files.push([0xff, 0xfe].into_iter().chain("---\nname: x\n---\n".encode_utf16().flat_map(u16::to_le_bytes)).collect());
    files.push(b"---\nname: caf\xe9\n---\n## Log\n- 2026-02-01 \xff\xfe\n".to_vec());
    files.push(b"\xc0\xaf\xed\xa0\x80\xf8\x88\x80\x80\x80".to_vec());
    files.push(vec![0; 4096]);
    files.push((0..=255_u8).cycle().take(4096).collect());
    files.push(vec![b'x'; 4 * 1024 * 1024 + 1]);
    for deep in ["[", "{", "- ", "{a: ", "&a ", "? ", "!!a "] {
        files.push(format!("---\nname: deep\nx: {}\n---\n", deep.repeat(3_000)).into_bytes());
    }
    for deep in ["> ", "- ", "[", "*", "`", "<", "![", "[[", "(", "_a", "|", "#", "\\", "&", "<!--", "[a](", "~~", "1. "] {
        files.push(deep.repeat(3_000 / deep.len()).into_bytes());
    }
    let mut bomb = String::from("---\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    (1..10).for_each(|n| bomb += &format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(",")));
    files.push((bomb + "---\n").into_bytes());
    files
}

/// File names; every system here takes them.
const NAMES: &[&str] = &[
    "CON",
    "aux",
    "NUL.x",
    "com1",
    "<b>x",
    "'quote'",
    "a&b",
    "a#b",
    "a%2e%2e%2fb",
    "a?b",
    "a b",
    "a  b",
    "-",
    "--help",
    "é",
    "e\u{301}",
    "É",
    "Ａ",
    "a.b.c",
    "index",
    "by-last",
    "x-card",
    "x-log",
    "x",
    "X",
    "张伟",
    "張偉",
    "张 伟",
    "..x",
    "...",
    "a\"b",
    "a;b",
    "$(x)",
    "`x`",
    "{{x}}",
    "\u{202e}x",
    "a\u{200b}",
    "ﬁ",
    "fi",
    "ß",
    "ss",
    "ı",
    "i",
];

/// What was written: the path in the content, and what must be named at which line.
fn write_all(journal: &Journal) -> BTreeMap<String, Option<(usize, &'static str)>> {
    let mut expected = BTreeMap::new();
    let mut put = |path: String, bytes: &[u8], problem: Option<(usize, &'static str)>| {
        journal.write(&format!("content/{path}"), bytes);
        expected.insert(path, problem);
    };
    for (at, (line, problem)) in FRONT.iter().enumerate() {
        let text = format!("---\nname: front-{at}\n{line}\n---\n\n## Log\n- 2026-02-01 call\n");
        put(format!("people/front-{at}.md"), text.as_bytes(), problem.map(|code| (3, code)));
    }
    for (at, line) in BODY.iter().enumerate() {
        for (folder, head) in
            [("people", "---\nname: N\n---\n"), ("guides", "---\ntitle: N\n---\n"), ("journal", ""), ("checklists", "# N\n")]
        {
            put(
                format!("{folder}/body-{at}.md"),
                format!("{}{line}\n\nmet [[ada]]\n", head.replace('N', &format!("body-{at}"))).as_bytes(),
                None,
            );
        }
        put(
            format!("people/named-{at}.md"),
            format!("---\nname: {}\norg: &o {0}\n---\n", serde_json::to_string(line).unwrap()).as_bytes(),
            None,
        );
        put(format!("people/entry-{at}.md"), format!("## Log\n- 2026-02-01 → {line}\n").as_bytes(), None);
    }
    for (at, line) in LOG.iter().enumerate() {
        put(format!("people/log-{at}.md"), format!("## Log\n{line}\n").as_bytes(), None);
    }
    for (at, bytes) in whole().iter().enumerate() {
        put(format!("people/whole-{at}.md"), bytes, None);
        put(format!("plans/whole-{at}.md"), bytes, None);
    }
    for name in NAMES {
        put(format!("people/names/{name}.md"), b"## Log\n- 2026-02-01 call\n", None);
    }
    put(format!("people/{}.md", "长".repeat(80)), b"", None);
    put(format!("people/{}.md", "x".repeat(250)), b"", None);
    expected
}

#[test]
fn hundreds_of_hostile_notes_are_built_in_one_run() {
    let journal = Journal::new();
    let expected = write_all(&journal);
    assert!(expected.len() > 500, "{} files", expected.len());

    let built = journal.renmai(&["build", "-o", "out"]);
    let said = String::from_utf8(built.stderr).expect("what is said is text");
    assert_eq!(built.status.code(), Some(1), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    assert!(!said.bytes().any(|byte| byte < 0x20 && byte != b'\n' && byte != b'\t'), "a control byte goes to the terminal");
    assert!(!said.contains(['\u{202e}', '\u{2066}']), "a mark that turns the line round goes to the terminal");

    let checked = journal.renmai(&["check", "--json"]);
    let problems: Vec<serde_json::Value> = serde_json::from_slice(&checked.stdout).unwrap();
    let found: BTreeSet<(String, usize, String)> = problems
        .iter()
        .map(|problem| {
            let line = usize::try_from(problem["line"].as_u64().unwrap()).unwrap();
            (problem["file"].as_str().unwrap().to_owned(), line, problem["code"].as_str().unwrap().to_owned())
        })
        .collect();
    for (path, problem) in &expected {
        if let Some((line, code)) = problem {
            assert!(
                found.contains(&(path.clone(), *line, (*code).to_owned())),
                "{path}:{line} {code} is not named: {:?}",
                named(&found, path)
            );
        }
    }

    // Nobody is lost: whoever is in the export has a page, and every file is a person there,
    // is shown elsewhere, or is named.
    let export = journal.renmai(&["list", "--json"]);
    let people: serde_json::Value =
        serde_json::from_slice(&export.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&export.stderr)));
    let people = people.as_array().or_else(|| people["people"].as_array()).expect("a list of people");
    let site = tree(&journal.path("out"));
    let profiles = site.keys().filter_map(|path| path.to_str()?.strip_prefix("people/")?.strip_suffix(".html")).count();
    assert!(profiles > people.len(), "{profiles} pages for {} people", people.len());
    let ids: BTreeSet<&str> = people.iter().filter_map(|person| person["id"].as_str()).collect();
    let lost: Vec<&String> = expected
        .keys()
        .filter(|path| path.starts_with("people/"))
        .filter(|path| {
            let stem = path.rsplit('/').next().unwrap().strip_suffix(".md").unwrap();
            let is_named = found.iter().any(|(file, _, code)| file == *path && ["file-too-large", "id-collision"].contains(&code.as_str()));
            // A name that begins with a dot is hidden on purpose, as everywhere.
            // And an unfilled template is nobody yet.
            let text = fs::read(journal.path(&format!("content/{path}"))).unwrap();
            let is_template = String::from_utf8_lossy(&text).split("---").nth(1).is_some_and(|front| front.contains("{{"));
            !is_named && !is_template && !stem.starts_with('.') && !ids.iter().any(|id| *id == stem || id.ends_with(&format!("-{stem}")))
        })
        .collect();
    assert!(lost.is_empty(), "neither on the site nor named: {lost:?}");

    let mut pages = 0;
    for (path, bytes) in site.iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "html")) {
        is_harmless(path, std::str::from_utf8(bytes).expect("a page is text"));
        pages += 1;
    }
    assert!(pages > 400, "{pages} pages");
    names_fit_everywhere(&site.keys().filter_map(|path| path.to_str().map(str::to_owned)).collect::<Vec<_>>());
    assert!(!fs::exists(journal.path("escape.html")).unwrap());
    // For whoever wants to open it in a browser.
    if let Some(kept) = std::env::var_os("RENMAI_KEEP") {
        fs::create_dir_all(&kept).unwrap();
        for (path, bytes) in &site {
            let place = std::path::Path::new(&kept).join(path);
            if journal.path("out").join(path).is_dir() {
                fs::create_dir_all(&place).unwrap();
            } else {
                fs::write(&place, bytes).unwrap();
            }
        }
    }
}

fn named(found: &BTreeSet<(String, usize, String)>, path: &str) -> Vec<String> {
    found.iter().filter(|(file, ..)| file == path).map(|(_, line, code)| format!("{line} {code}")).collect()
}

/// One file on every computer, no device of Windows, short enough for sync tools.
fn names_fit_everywhere(paths: &[String]) {
    use unicode_normalization::UnicodeNormalization as _;
    let mut seen = BTreeMap::new();
    for path in paths.iter().filter(|path| !path.is_empty()) {
        let folded: String = path.nfkc().flat_map(char::to_lowercase).nfkc().collect();
        if let Some(other) = seen.insert(folded, path) {
            panic!("{path} and {other} are one file somewhere");
        }
        for part in path.split('/') {
            let stem = part.split('.').next().unwrap().to_lowercase();
            assert!(part.len() <= 200, "{part}");
            assert!(!["con", "prn", "aux", "nul", "com1", "lpt1"].contains(&stem.as_str()), "{path}");
            assert!(!part.contains(['\\', ':', '<', '>', '"', '|', '?', '*']) && !part.chars().any(char::is_control), "{path}");
        }
    }
}
