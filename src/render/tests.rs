//! Themes laid over each other, and pages made from small views.

use super::*;
use serde_json::json;

fn renderer(files: &[(&str, &str)], sources: &mut Sources) -> Checked<Renderer> {
    let files: Vec<(String, Vec<u8>)> = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let look = Look { overrides: Overrides { name: "mine", files: &files }, tokens: &[], numbers: &[], languages: &["en", "zh"] };
    Renderer::new(&look, sources)
}

/// Renders the user's `x.html` with a view, in both languages.
fn check(template: &str, view: serde_json::Value, english: &str, chinese: &str) {
    let mut sources = Sources::default();
    let made = renderer(&[("templates/x.html", template)], &mut sources);
    assert_eq!(made.diagnostics, Vec::new(), "{template}");
    for (lang, expected) in [("en", english), ("zh", chinese)] {
        let frame = PageFrame { lang, root: "../", static_root: "../../", ..PageFrame::default() };
        let page = made.value.page("x.html", &view, &frame).expect("the page is made");
        assert_eq!(String::from_utf8_lossy(&page.value), expected, "{template}");
    }
}

fn check_same(template: &str, view: serde_json::Value, expected: &str) {
    check(template, view, expected, expected);
}

#[test]
fn renderer_is_shared_by_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Renderer>();
}

#[test]
fn views_are_said_in_both_languages() {
    check("{{ on | day }}", json!({"on": "2026-11-22"}), "22 Nov", "11 月 22 日");
    check("{{ on | day(format='weekday') }}", json!({"on": "2026-11-22"}), "Sunday", "星期日");
    check("{{ name | spoken }}", json!({"name": "陈屿"}), "<span lang=\"zh\">陈屿</span>", "陈屿");
    check(
        "{{ w | plain }}",
        json!({"w": {"key": "problem.bad-date.message", "args": {"key": "met", "value": "x"}}}),
        "met &quot;x&quot; is not a date",
        "met 的“x”不是日期",
    );
    check(
        "{{ t(key='problem.unknown-sign.message', sign='<b>') }}",
        json!({}),
        "no sign is called &quot;&lt;b&gt;&quot;",
        "没有叫“&lt;b&gt;”的信号",
    );
    check("{{ w | say }}", json!({"w": ["<a>.", null, "b"]}), "&lt;a&gt;. b", "&lt;a&gt;.b");
}

#[test]
fn the_users_markdown_is_made_html() {
    let note = json!({"note": {"text": "see [[陈屿]] <b>", "links": [["陈屿", "people/chen-yu.html"]]}});
    check_same("{{ note | inline }}", note.clone(), "see <a href=\"../people/chen-yu.html\">陈屿</a> &lt;b&gt;");
    check_same("{{ note | markdown }}", note, "<p>see <a href=\"../people/chen-yu.html\">陈屿</a> &lt;b&gt;</p>\n");
    let picture = json!({"note": "![x](assets/a.png)"});
    check_same("{{ note | inline }}", picture, "<img src=\"../../assets/a.png\" alt=\"x\" loading=\"lazy\">");
    let text = json!({"note": "## A\n- [x] b"});
    check_same("{% for h in note | contents %}{{ h.level }} {{ h.id }} {{ h.done }}/{{ h.of }}{% endfor %}", text, "2 s-a 1/1");
    check_same("{{ none | markdown }}{{ none | inline }}{{ none | say }}", json!({"none": null}), "");
}

#[test]
fn a_broken_template_is_named_and_its_neighbours_kept() {
    let mut sources = Sources::default();
    let files = [("templates/a.html", "{% if %}"), ("templates/b.html", "fine"), ("templates/c.html", "\n{{ x | nofilter }}")];
    let made = renderer(&files, &mut sources);
    let places: Vec<_> =
        made.diagnostics.iter().map(|problem| (sources.path(problem.at.file).to_owned(), sources.position(problem.at).line)).collect();
    assert_eq!(places, [("themes/mine/templates/a.html".to_owned(), 1), ("themes/mine/templates/c.html".to_owned(), 2)]);
    let frame = PageFrame { lang: "en", ..PageFrame::default() };
    assert_eq!(made.value.page("b.html", &json!({}), &frame).map(|page| page.value), Ok(b"fine".to_vec()));
}

#[test]
fn one_of_the_users_templates_may_extend_another() {
    let mut sources = Sources::default();
    let files = [
        ("templates/a.html", "{% extends 'z.html' %}{% block x %}a{% endblock %}"),
        ("templates/broken.html", "{{"),
        ("templates/z.html", "[{% block x %}{% endblock %}]"),
    ];
    let made = renderer(&files, &mut sources);
    assert_eq!(made.diagnostics.len(), 1);
    let frame = PageFrame { lang: "en", ..PageFrame::default() };
    assert_eq!(made.value.page("a.html", &json!({}), &frame).map(|page| page.value), Ok(b"[a]".to_vec()));
}

#[test]
fn a_template_that_fails_on_a_page_is_named() {
    let mut sources = Sources::default();
    let made = renderer(&[("templates/x.html", "\n\n{{ page.nothing.at_all }}")], &mut sources);
    let frame = PageFrame { lang: "en", ..PageFrame::default() };
    let problem = made.value.page("x.html", &json!({"page": {}}), &frame).expect_err("there is no such field");
    assert_eq!((problem.code, sources.position(problem.at).line), (crate::diagnostics::Code::ThemeError, 3));
}

#[test]
fn files_of_the_user_lie_over_the_embedded() {
    let mut sources = Sources::default();
    let made = renderer(&[("custom.css", "a{}"), ("static/style.css", "b{}"), ("README.md", "no")], &mut sources).value;
    let file = |wanted: &str| made.assets().find(|(path, _)| *path == wanted).map(|(_, bytes)| bytes.to_vec());
    assert_eq!(file("static/custom.css"), Some(b"a{}".to_vec()));
    assert_eq!(file("static/style.css"), Some(b"b{}".to_vec()));
    assert_eq!(file("README.md"), None);
}
