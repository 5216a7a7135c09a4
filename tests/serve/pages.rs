//! What is served is what a build writes, whatever happened to the files in between.

use crate::server::{Got, Server, demo, journal, put, renmai};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

type Site = BTreeMap<String, Vec<u8>>;

/// The site as a build writes it.
fn build(root: &Path) -> Site {
    let out = tempfile::tempdir().unwrap();
    let output = renmai(root).args(["build", "--quiet", "-o"]).arg(out.path().join("site")).output().unwrap();
    assert!(output.status.code().is_some_and(|code| code < 2), "{output:?}");
    let mut site = Site::new();
    read(&out.path().join("site"), "", &mut site);
    // The publisher's own list is no page.
    site.retain(|path, _| !path.rsplit('/').next().unwrap().starts_with('.'));
    site
}

fn read(folder: &Path, prefix: &str, site: &mut Site) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            read(&entry.path(), &format!("{path}/"), site);
        } else {
            site.insert(path, fs::read(entry.path()).unwrap());
        }
    }
}

fn encoded(path: &str) -> String {
    path.bytes().fold(String::from("/"), |mut whole, byte| {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            whole.push(char::from(byte));
        } else {
            write!(whole, "%{byte:02X}").unwrap();
        }
        whole
    })
}

const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'\">";

/// A page without what only the preview adds.
fn plain(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(page.to_vec()).unwrap();
    let (before, rest) = text.split_once("<link rel=\"stylesheet\" href=\"/~preview.css\">").unwrap();
    let (_, rest) = rest.split_once("defer></script>").unwrap();
    let (inside, end) = rest
        .split_once("<aside class=\"preview-problems\"")
        .map_or((rest, ""), |(inside, rest)| (inside, rest.split_once("</aside>").unwrap().1));
    format!("{before}{POLICY}{inside}{end}").into_bytes()
}

#[track_caller]
fn compare(server: &Server, root: &Path, what: &str) -> usize {
    let site = build(root);
    for (path, bytes) in &site {
        let Got { status, body, .. } = server.get(&encoded(path));
        let served = if path.ends_with(".html") && status == 200 { plain(&body) } else { body };
        assert!(status == 200 && served == *bytes, "{path} differs {what} ({status}, {} and {} bytes)", served.len(), bytes.len());
    }
    site.len()
}

#[test]
fn every_file_of_the_demo_site_is_served_as_it_is_built() {
    let demo = demo();
    let server = Server::start(demo.path());
    assert!(compare(&server, demo.path(), "at once") > 300);
}

#[test]
fn after_every_edit_the_pages_are_those_of_a_fresh_build() {
    let folder = journal(&[
        ("content/me.md", "---\nstrengths: [climbing]\ngaps: [law]\n---\n"),
        ("content/people/ada.md", "---\nname: Ada\ntags: [a]\n---\n\n## Log\n- 2026-11-01 → [[Bo]] and me: coffee\n- 2026-11-30 planned\n"),
        ("content/people/bo.md", "---\nname: Bo\naliases: [Bobby]\nneeds: [law]\n---\n"),
        ("content/people/王伟.md", "---\nname: 王伟\nstrengths: [law]\nmet: {through: Ada}\n---\n\n- [ ] 带书\n"),
        ("content/journal/2026-11-20.md", "- dinner with [[Bo]] and [[王伟]]\n"),
        ("content/plans/year.md", "# Year\n\n## Short\n- [ ] call [metric:: contacts] [target:: 2] [per:: week]\n"),
        ("content/guides/tea.md", "---\ntitle: Tea\ntags: [a]\n---\n[[Ada]]\n"),
        ("content/assets/deed.pdf", "%PDF-1.7"),
    ]);
    let root = folder.path();
    let server = Server::start(root);
    compare(&server, root, "at first");
    let edits: &[(&str, Option<&str>)] = &[
        (
            "content/people/ada.md",
            Some("---\nname: Ada\ntags: [a, b]\n---\n\n## Log\n- 2026-11-22 ← [[Bobby]]: a walk [gave:: a book]\n- 2026-11-01 → alone\n"),
        ),
        (
            "content/people/ada.md",
            Some("---\nname: Ada\ntags: [b]\n---\n\n## Log\n- 2026-11-22 ← [[王伟]]: a walk [gave:: a book]\n- [ ] scans 2026-11-25\n"),
        ),
        ("content/people/bo.md", Some("---\nname: Bo\naliases: [Robert]\nneeds: [law, tea]\nphase: x\n---\n\nText.\n")),
        ("content/journal/2026-11-20.md", Some("- dinner with [[Ada]]\n- a call with [[王伟]] [felt:: warm]\n")),
        ("content/people/bo.md", Some("---\nname: Robert\n---\n\n## Log\n- 2026-01-01 met\n")),
        (
            "content/people/ada.md",
            Some(
                "---\nname: Ada\nbirthday: 1990-11-25\nrelations: [{to: Robert, label: brother}]\n---\n\n## Log\n- 2026-13-01 no day\n- 2026-10-01 [[Robert]]: coffee\n",
            ),
        ),
        ("content/people/new.md", Some("---\nname: Newcomer\ncircle: close\n---\n\n## Log\n- 2026-11-10 → Ada [with:: Robert]\n")),
        ("content/plans/year.md", Some("# Year\n\n## Long\n- [x] rest\n")),
        ("content/me.md", Some("---\nstrengths: [tea]\n---\n")),
        ("content/guides/tea.md", None),
        ("content/people/bo.md", None),
        ("renmai.yaml", Some("languages: [zh, en]\ncapacity: 1\n")),
        ("content/assets/deed.pdf", Some("%PDF-1.4")),
    ];
    for (path, text) in edits {
        let mut listener = server.listen();
        match text {
            Some(text) => put(root, path, text),
            None => fs::remove_file(root.join(path)).unwrap(),
        }
        assert!(listener.hears_reload(), "{path}");
        compare(&server, root, &format!("after {path} became {text:?}"));
    }
}

#[test]
fn the_theme_is_followed_too() {
    let folder = journal(&[("content/people/ada.md", "---\nname: Ada\n---\n")]);
    let server = Server::start(folder.path());
    let mut listener = server.listen();
    put(folder.path(), "renmai.yaml", "theme: mine\n");
    assert!(listener.hears_reload());
    let mut listener = server.listen();
    put(folder.path(), "themes/mine/static/custom.css", "body { color: teal }");
    assert!(listener.hears_reload());
    assert_eq!(server.get("/static/custom.css").text(), "body { color: teal }");
    let mut listener = server.listen();
    put(folder.path(), "themes/mine/templates/today.html", "{% if %}");
    assert!(listener.hears_reload());
    assert!(server.get("/").text().contains("templates/today.html:1:"), "the problem stands on the page");
}

#[test]
fn a_file_that_does_not_read_right_is_shown_as_it_was() {
    let folder = journal(&[("content/people/ada.md", "---\nname: Ada\norg: Before\n---\n")]);
    let server = Server::start(folder.path());
    let mut listener = server.listen();
    put(folder.path(), "content/people/ada.md", "---\nname: Ada\norg: [After\n---\n");
    assert!(listener.hears_reload());
    let page = server.get("/people/ada.html").text();
    assert!(page.contains("Before") && page.contains("ada.md:3:") && page.contains("error[yaml-syntax]"), "{page}");
    let mut listener = server.listen();
    put(folder.path(), "content/people/ada.md", "---\nname: Ada\norg: After\nbirthday: soon\n---\n");
    assert!(listener.hears_reload());
    let page = server.get("/people/ada.html").text();
    assert!(page.contains("After") && !page.contains("yaml-syntax"), "{page}");
    assert!(page.contains("ada.md:4:11: error[bad-date]"), "any other problem costs its own line only: {page}");
}

#[test]
fn nothing_is_written() {
    let demo = demo();
    let tree = |root: &Path| {
        let mut files = Site::new();
        read(root, "", &mut files);
        files
    };
    let before = tree(demo.path());
    let server = Server::start(demo.path());
    for path in ["/", "/people/", "/calendar.ics", "/static/search-index.js", "/nowhere"] {
        server.get(path);
    }
    drop(server);
    assert!(before == tree(demo.path()));
}
