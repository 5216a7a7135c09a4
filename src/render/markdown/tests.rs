//! Markdown in, HTML out: one line of each rule and of each attack.

use super::*;

fn words(lang: &str) -> Catalogue {
    let mut words = Catalogue::new(lang);
    let phrases = "
markdown:
  table: table
  back: back
  task: {open: open, done: done, cancelled: cancelled}
  callout: {note: Note, tip: Tip, important: Important, warning: Warning, caution: Caution}
  mark: {due: 'due {on:medium}', high: high, done: 'done {on:medium}', repeats: 'repeats {rule}'}
";
    words.overlay(phrases).expect("the sample is YAML");
    words
}

const TARGETS: [(&str, &str); 3] = [("王伟", "people/wang-wei.html"), ("Ada Moreno", "people/ada.html"), ("ada.jpg", "assets/ada.jpg")];

fn render(text: &str) -> Rendered {
    let links = Links::new("../", "../", TARGETS);
    markdown_html(text, &Setting::new(&words("en"), &links))
}

fn check(text: &str, expected: &str) {
    assert_eq!(render(text).html.trim_end(), expected, "{text}");
}

fn check_inline(text: &str, expected: &str) {
    let links = Links::new("", "", TARGETS);
    assert_eq!(inline_html(text, &Setting::new(&words("en"), &links)), expected, "{text}");
}

#[test]
fn raw_html_is_text() {
    check("<script>alert(1)</script>", "<p class=\"raw\">&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    check("a <b onclick=x>c</b>", "<p>a &lt;b onclick=x&gt;c&lt;/b&gt;</p>");
    check("a<br>b <!-- c -->", "<p>a<br>b </p>");
    check("```\"><script>\nx\n```", "<pre tabindex=\"0\"><code>x\n</code></pre>");
    check("`<b>`", "<p><code>&lt;b&gt;</code></p>");
}

#[test]
fn links_and_pictures() {
    check("[x](javascript:alert(1))", "<p>x</p>");
    check("[x](&#106;avascript:alert(1))", "<p>x</p>");
    check("[x](https://a.b/\"onclick=)", "<p><a href=\"https://a.b/%22onclick=\" rel=\"noreferrer noopener\">x</a></p>");
    check(
        "[[王伟]] and [[Ada Moreno|Ada]] and [[nobody]]",
        "<p><a href=\"../people/wang-wei.html\">王伟</a> and <a href=\"../people/ada.html\">Ada</a> and nobody</p>",
    );
    check("![[王伟]]", "<p><a href=\"../people/wang-wei.html\">王伟</a></p>");
    check("![[ada.jpg|300]]", "<p><img src=\"../assets/ada.jpg\" alt=\"\" loading=\"lazy\"></p>");
    check("![Ada](assets/a.png)", "<p><img src=\"../assets/a.png\" alt=\"Ada\" loading=\"lazy\"></p>");
    check(
        "![*a* pixel](https://evil.example/x.png)",
        "<p><a href=\"https://evil.example/x.png\" rel=\"noreferrer noopener\">a pixel</a></p>",
    );
    check("<ada@b.c>", "<p><a href=\"mailto:ada@b.c\" rel=\"noreferrer noopener\">ada@b.c</a></p>");
}

#[test]
fn bare_addresses_are_linked() {
    let link = |url: &str| format!("<a href=\"{url}\" rel=\"noreferrer noopener\">{url}</a>");
    check("see https://a.b/c.", &format!("<p>see {}.</p>", link("https://a.b/c")));
    check("见https://a.b/c，好", &format!("<p>见{}，好</p>", link("https://a.b/c")));
    check("(https://a.b/x_(y))", &format!("<p>({})</p>", link("https://a.b/x_(y)")));
    check("`https://a.b`", "<p><code>https://a.b</code></p>");
    check("http:// and xhttp://a", "<p>http:// and xhttp://a</p>");
}

#[test]
fn chinese_emphasis() {
    check("**重点。**后面", "<p><strong>重点。</strong>后面</p>");
    check("他说**“你好”**吧", "<p>他说<strong>“你好”</strong>吧</p>");
    check("这是*“重点”*吗", "<p>这是<em>“重点”</em>吗</p>");
    check("删~~“这个”~~吧", "<p>删<del>“这个”</del>吧</p>");
    check("saw ==her *new* studio== and 很==重要==的", "<p>saw <mark>her <em>new</em> studio</mark> and 很<mark>重要</mark>的</p>");
    check("a == b == c, x === y, ==open and", "<p>a == b == c, x === y, ==open and</p>");
    check("\\==no==", "<p>==no==</p>");
    check("**[[王伟]]。**好", "<p><strong><a href=\"../people/wang-wei.html\">王伟</a>。</strong>好</p>");
    check("\\*重点。\\*后面", "<p>*重点。*后面</p>");
    check("2 ** 3 ** 4", "<p>2 ** 3 ** 4</p>");
    check("a**\"b\"**c", "<p>a**&quot;b&quot;**c</p>");
}

#[test]
fn lines_of_chinese_are_joined() {
    check("一行\n二行", "<p>一行二行</p>");
    check("一行，\n**二行**", "<p>一行，<strong>二行</strong></p>");
    check("one\ntwo", "<p>one\ntwo</p>");
    check("一行\ntwo", "<p>一行\ntwo</p>");
}

#[test]
fn headings_keep_their_order() {
    let rendered = render("# 标题 A\n### Deep\n## 标题 A\n#### !\n");
    let seen: Vec<_> = rendered.contents.iter().map(|heading| (heading.level, heading.id.as_str(), heading.text.as_str())).collect();
    assert_eq!(seen, [(2, "s-标题-a", "标题 A"), (3, "s-deep", "Deep"), (3, "s-标题-a-2", "标题 A"), (4, "s-section", "!")]);
    check("## A\n[x](#a) [[#A]] [y](#b)", "<h2 id=\"s-a\">A</h2>\n<p><a href=\"#s-a\">x</a> <a href=\"#s-a\">#A</a> y</p>");
}

#[test]
fn tasks_are_said_and_counted() {
    let html = render("## Do\n- [x] a\n- [-] b\n- [ ] c ^id1\n").html;
    let open = format!("<li class=\"task is-open\">{}<div><span class=\"sr\">open </span>c</div></li>", crate::render::chart::mark("box"));
    assert!(html.contains(&open), "{html}");
    assert!(html.contains("<span class=\"sr\">cancelled </span>b</div>"), "{html}");
    assert!(html.contains("<span class=\"num\">1/2</span></span></div>"), "{html}");
    assert!(html.contains("<div class=\"headed\"><h2 id=\"s-do\">Do</h2><span class=\"progress\">"), "{html}");
}

#[test]
fn marks_of_other_tools() {
    check("a %%secret%% b", "<p>a  b</p>");
    check("a\n\n%%\nsecret\n\n- more\n%%\n\nb", "<p>a</p>\n<p>b</p>");
    check("50%% off", "<p>50%% off</p>");
    check("a\n\n%% never closed\n- b", "<p>a</p>");
    check("`%%a%%` %%b%%", "<p><code>%%a%%</code></p>");
    check("text ^abc-1\n\n^alone", "<p>text</p>");
    check("send it 📅 2026-11-30 ⏫", "<p>send it <span class=\"field\">due 30 Nov 2026</span> <span class=\"field\">high</span></p>");
    check(
        "pay 🔁 every month 📅 2026-11-30",
        "<p>pay <span class=\"field\">repeats every month</span> <span class=\"field\">due 30 Nov 2026</span></p>",
    );
    check("📅 soon", "<p>📅 soon</p>");
    check("#tag stays", "<p>#tag stays</p>");
}

#[test]
fn fields_are_quiet() {
    let field = |key: &str, value: &str| format!("<span class=\"field\"><span class=\"key\">{key}</span> {value}</span>");
    check("met [gave:: a book] (felt:: warm)", &format!("<p>met {} {}</p>", field("gave", "a book"), field("felt", "warm")));
    check("[gave:: intro to [[王伟]]]", &format!("<p>{}</p>", field("gave", "intro to <a href=\"../people/wang-wei.html\">王伟</a>")));
    check("[gave:: a [b] c] d]", &format!("<p>{} d]</p>", field("gave", "a [b] c")));
    check("[gave:: never closed", "<p>[gave:: never closed</p>");
    check("[gave:: **a] b**", "<p>[gave:: <strong>a] b</strong></p>");
}

#[test]
fn callouts() {
    check("> [!note]\n> text", "<div class=\"aside aside-note\" role=\"note\">\n<p class=\"aside-title\">Note</p>\n<p>text</p>\n</div>");
    check(
        "> [!faq]- A *title*\n> text",
        "<div class=\"aside aside-warning\" role=\"note\">\n<p class=\"aside-title\">A <em>title</em></p>\n<p>text</p>\n</div>",
    );
    check("> said\n> [!x]", "<blockquote>\n<p>said\n[!x]</p>\n</blockquote>");
}

#[test]
fn tables_and_notes() {
    check(
        "|a|b|\n|:-:|--:|\n|[[王伟\\|W]]|2|",
        "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"table\"><table>\n<thead><tr><th scope=\"col\" class=\"center\">a</th><th scope=\"col\" class=\"right\">b</th></tr></thead>\n<tbody>\n<tr><td class=\"center\"><a href=\"../people/wang-wei.html\">W</a></td><td class=\"right\">2</td></tr>\n</tbody></table></div>",
    );
    check(
        "a[^x]\n\n[^x]: note",
        "<p>a\u{2060}<sup><a id=\"s-ref.1\" href=\"#s-note.1\" role=\"doc-noteref\">1</a></sup></p>\n<div class=\"footnotes\" role=\"doc-endnotes\"><ol>\n<li id=\"s-note.1\" value=\"1\"><p>note <a href=\"#s-ref.1\" role=\"doc-backlink\" aria-label=\"back\">↩</a></p></li>\n</ol></div>",
    );
}

#[test]
fn one_line_stays_one_line() {
    check_inline("# not a *heading*", "# not a <em>heading</em>");
    check_inline("- a\n- b", "- a - b");
    check_inline("一行\n二行", "一行二行");
    check_inline("**bold** [[王伟]]", "<strong>bold</strong> <a href=\"people/wang-wei.html\">王伟</a>");
    check_inline("1. a", "1. a");
    check_inline("<div>", "&lt;div&gt;");
    check_inline(":", ":");
    check_inline("", "");
    check_inline("---", "---");
}

#[test]
fn words_alone() {
    let plain = |text: &str| plain_text(text, &words("en"));
    assert_eq!(plain("# A\n\n- [x] b [[王伟]] `c`\n- d\n\n%%x%%<!-- y -->"), "A\nb 王伟 c\nd");
}

#[test]
fn reading_takes_a_minute_at_least() {
    assert_eq!(minutes(""), 1);
    assert_eq!(minutes(&"字".repeat(2400)), 6);
    assert_eq!(minutes(&"word ".repeat(440)), 2);
}

/// Deep nesting and every delimiter by the thousand: no stack, no square. The
/// time allowed is thousands of times what it takes when each pass is linear.
#[test]
fn hostile_texts_are_read_in_line() {
    let pieces = [
        "> ",
        "- ",
        "[a:: ",
        "*一",
        "**“",
        "[",
        "]",
        "(a:: ",
        ")",
        "~~字",
        "%%",
        "http://a)",
        "http://!",
        "![",
        "[[",
        "🔁",
        "^a ",
        "[^a]",
        "`",
        "<",
        "|a",
        "# a\n",
        "- [-] \n",
        "[x](#a) ",
    ];
    for piece in pieces {
        let text = piece.repeat(200_000 / piece.len());
        let started = std::time::Instant::now();
        assert!(render(&text).html.len() < 200 * text.len());
        assert!(started.elapsed().as_secs() < 20, "{piece:?} took {:?}", started.elapsed());
    }
}

#[test]
fn words_without_marks_are_not_parsed_and_come_out_the_same() {
    let words = words("en");
    let links = Links::new("", "", TARGETS);
    let setting = Setting::new(&words, &links);
    for text in
        ["planned the spring trip", "一起看了展览，聊到很晚。", "Zoë, 12 people", "a  b", "1 2 3", "用 Rust 写", "http", "Élan vital？"]
    {
        assert!(is_plain(text), "{text}");
        assert_eq!(inline_html(text, &setting), marked_inline_html(text, &setting), "{text}");
    }
    for text in ["", "a*b*", "1. one", "# x", "a [[b]]", "a ", " a", "x | y", "done ✅ 2026-11-02", "a\nb", "a & b", "https://x.example"] {
        assert!(!is_plain(text), "{text}");
    }
}
