//! What each stage of a build costs, one after the other on one thread: a generated
//! journal in memory, nothing read and nothing written.
//!
//!     cargo bench --bench stages                  1,000 people
//!     cargo bench --bench stages -- 10000 measure    another size; stages with a word in their name
//!
//! A harness of our own: a median of a few runs is all that is asked, and the stages share
//! what the ones before them made.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a measuring tool: what was typed and its answer are all it has")]
#![expect(clippy::expect_used, reason = "a measuring tool may fail loudly")]

#[path = "generate/dice.rs"]
mod dice;
#[path = "generate/person.rs"]
#[expect(dead_code, reason = "the generator uses more of it")]
mod person;
#[path = "generate/words.rs"]
mod words;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::{Date, date};
use renmai::arrange::nav::section;
use renmai::arrange::{Order, Route, Site};
use renmai::digest::digest;
use renmai::exchange::calendar_days;
use renmai::kept::Kept;
use renmai::measure::{goals, measure, measure_again, network, next_step, reminders, week};
use renmai::model::ContactIndex;
use renmai::render::theme::{Overrides, embedded_catalogue};
use renmai::render::{Look, PageFrame, Renderer};
use renmai::source::{FileId, SourceFile, Sources, Vault};
use renmai::{check, load, parse, resolve};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The day the journal is written for.
const TODAY: Date = date(2026, 11, 23);
/// A stage is run at least so often, and for so long.
const LEAST_RUNS: usize = 5;
const LEAST_TIME: Duration = Duration::from_millis(300);

fn main() {
    let typed: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let people = typed.iter().find_map(|word| word.parse().ok()).unwrap_or(1_000);
    let wanted = typed.into_iter().find(|word| word.parse::<usize>().is_err()).unwrap_or_default();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread");
    pool.install(|| Bench { people, wanted }.run());
}

struct Bench {
    people: usize,
    wanted: String,
}

impl Bench {
    /// Runs one stage and prints what it takes; `make` is not counted.
    fn stage<I, O>(&self, name: &str, make: impl Fn() -> I, run: impl Fn(I) -> O) {
        if !name.contains(&self.wanted) {
            return;
        }
        let (mut took, began) = (Vec::new(), Instant::now());
        while took.len() < LEAST_RUNS || began.elapsed() < LEAST_TIME {
            let input = make();
            let from = Instant::now();
            let output = run(black_box(input));
            took.push(from.elapsed());
            black_box(output);
        }
        took.sort_unstable();
        let (median, least) = (took.get(took.len() / 2), took.first());
        let ms = |time: Option<&Duration>| time.map_or(0.0, Duration::as_secs_f64) * 1000.0;
        println!("{name:38} {:10.3} {:10.3} {:10.2}", ms(median), ms(least), ms(median) * 1000.0 / self.people as f64);
    }

    #[expect(clippy::too_many_lines, reason = "one stage after the other")]
    fn run(&self) {
        println!("{:38} {:>10} {:>10} {:>10}", format!("{} people", self.people), "median ms", "least ms", "µs each");
        let vault = vault(self.people);
        let sources = Sources::new(vault.content.clone());
        let files: Vec<(FileId, &Arc<SourceFile>)> = sources.iter().collect();
        let size: usize = files.iter().map(|(_, file)| file.text.len()).sum();
        self.stage(
            "fingerprint of all files",
            || (),
            |()| files.iter().map(|(_, file)| digest(file.text.as_bytes())).fold(0, u64::wrapping_add),
        );
        self.stage("parse", || (), |()| files.iter().map(|(id, file)| parse::draft(*id, file)).collect::<Vec<_>>());
        self.stage(
            "parse: front matter alone",
            || (),
            |()| {
                let glimpse = parse::glimpse::thin(&vault, |_| false);
                glimpse.content.iter().map(|file| parse::draft(FileId(0), file)).collect::<Vec<_>>()
            },
        );
        let drafts: Vec<_> = files.iter().filter_map(|(id, file)| parse::draft(*id, file).value).collect();
        self.stage("resolve", || drafts.clone(), |drafts| resolve::resolve(drafts, renmai::model::Settings::default(), &sources));
        drop(drafts);
        let loaded = load(&vault).value;
        let (journal, sources) = (&loaded.journal, &loaded.sources);
        self.stage("check", || (), |()| check(journal, TODAY));
        let insights = measure(journal, TODAY);
        self.stage("measure", || (), |()| measure(journal, TODAY));
        self.stage("measure: week", || (), |()| week::week(journal, &insights.people, TODAY));
        self.stage("measure: reminders", || (), |()| reminders::reminders(journal, &insights.people, TODAY));
        self.stage("measure: network", || (), |()| network::network(journal, &insights.people, TODAY));
        self.stage("measure: goals", || (), |()| goals::goals(journal, TODAY));
        self.stage("measure: next steps", || (), |()| next_step::next_steps(journal, &insights));
        self.stage("measure again, one person changed", || insights.clone(), |before| measure_again(journal, before, [ContactIndex(3)]));
        self.stage("arrange: order", || (), |()| Order::of(journal));
        self.stage(
            "arrange: what all pages share",
            || Order::of(journal),
            |order| Site::in_order(journal, sources, &insights, &[], order).tags.len(),
        );
        let first = |site: Site<'_>| (site.find("people/p00003.html").map(|route| site.view(route)), site.nav(Route::Today));
        self.stage("arrange: the first page", || Site::new(journal, sources, &insights, &[]), first);
        let site = Site::new(journal, sources, &insights, &[]);
        let routes = site.routes();
        let of = |wanted: fn(&Route) -> bool| routes.iter().copied().filter(wanted).collect::<Vec<Route>>();
        let kinds = [
            ("profiles", of(|route| matches!(route, Route::Profile(_)))),
            ("cards", of(|route| matches!(route, Route::Card(_)))),
            ("logs", of(|route| matches!(route, Route::Log(_)))),
            ("lists", of(|route| matches!(route, Route::People(..) | Route::Cards(_) | Route::Tag(..)))),
            (
                "single pages",
                of(|route| {
                    !matches!(
                        route,
                        Route::Profile(_) | Route::Card(_) | Route::Log(_) | Route::People(..) | Route::Cards(_) | Route::Tag(..)
                    )
                }),
            ),
        ];
        for (name, routes) in &kinds {
            self.stage(&format!("views: {name}"), || (), |()| routes.iter().map(|route| site.view(*route)).map(black_box).count());
        }
        self.stage("words: one catalogue", || (), |()| embedded_catalogue("en"));
        let look = Look { overrides: Overrides::default(), tokens: &[], numbers: &[], languages: &["en"] };
        self.stage("words and templates", || (), |()| Renderer::new(&look, &mut Sources::default()));
        let renderer = Renderer::new(&look, &mut Sources::default()).value;
        let rows = || journal.iter().map(|(who, _)| row(&site, &renderer, who)).collect::<Vec<_>>();
        self.stage("rows", || (), |()| rows());
        renderer.expect_rows(journal.contacts.len());
        rows().into_iter().enumerate().for_each(|(at, row)| renderer.keep_row("en", at, || row));
        for (name, routes) in &kinds {
            let views = || routes.iter().map(|route| (*route, site.view(*route))).collect::<Vec<_>>();
            let nav = |(route, mut view): (Route, renmai::arrange::View)| {
                view.nav = site.nav(route);
                (route, view)
            };
            let views: Vec<_> = views().into_iter().map(nav).collect();
            self.stage(
                &format!("pages: {name}"),
                || (),
                |()| {
                    views
                        .iter()
                        .map(|(route, view)| renderer.page(site.template(*route), view, &frame(*route)).map_or(0, |page| page.value.len()))
                        .sum::<usize>()
                },
            );
        }
        self.stage("calendar days", || (), |()| calendar_days(journal, &insights));
        self.stage("search index", || (), |()| site.write_search_index(&mut std::io::sink()).is_ok());
        self.stage(
            "search notes",
            || (),
            |()| (0..site.notes_parts()).all(|part| site.write_search_notes(part, &mut std::io::sink()).is_ok()),
        );
        let mut kept = Kept::default();
        let mut held = kept.load(&vault);
        let number = std::cell::Cell::new(0);
        let kept = std::cell::RefCell::new((&mut kept, &mut held, vault.clone()));
        self.stage(
            "kept: one note changed",
            || (),
            |()| {
                let (kept, held, vault) = &mut *kept.borrow_mut();
                number.set(number.get() + 1);
                if let Some(file) = vault.content.get_mut(7) {
                    *file = Arc::new(SourceFile::from_text(&file.path, &format!("{}\n\nWords {}.\n", file.text, number.get())));
                }
                kept.renew(vault, &mut held.value, &mut held.diagnostics).map(|people| people.len())
            },
        );
        println!("\n{:.1} MB of notes", size as f64 / 1e6);
    }
}

fn frame(route: Route) -> PageFrame<'static> {
    let root = match route {
        Route::Today | Route::Search | Route::Problems => "",
        _ => "../",
    };
    PageFrame { lang: "en", root, static_root: root, twin: &[], section: section(route), rows: 0 }
}

fn row(site: &Site<'_>, renderer: &Renderer, who: ContactIndex) -> Vec<u8> {
    let frame = PageFrame { lang: "en", root: "../", static_root: "../", twin: &[], section: "", rows: 0 };
    let view = std::collections::BTreeMap::from([("row", site.people_row(who))]);
    renderer.page(Site::ROW_TEMPLATE.0, &view, &frame).map_or_else(|_| Vec::new(), |row| row.value)
}

fn vault(people: usize) -> Vault {
    let mut content: Vec<Arc<SourceFile>> = Vec::new();
    let mut add = |path: &str, text: &str| content.push(Arc::new(SourceFile::from_text(path, text)));
    add("me.md", words::ME);
    add("guides/a-guide.md", words::GUIDE);
    add("plans/this-year.md", words::PLAN);
    for place in 0..people {
        let person = person::Person::at(place);
        add(&format!("people/{}.md", person.id), &person::file(&person));
    }
    content.sort_by(|a, b| a.path.cmp(&b.path));
    Vault { content, ..Vault::default() }
}
