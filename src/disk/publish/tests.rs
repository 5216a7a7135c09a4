//! What must never happen to a folder that a site is published into.

use super::super::manifest::MANIFEST_NAME;
use super::*;
use std::collections::BTreeMap;

/// A journal in a folder of its own, with a home that is not ours.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for path in ["home/notes.txt", "home/journal/renmai.yaml", "home/journal/content/people/ada.md", "home/journal/themes/mine/x"] {
            write(&folder.path().join(path), "mine");
        }
        Self { folder }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("home/journal").join(path)
    }

    fn around(&self) -> Surroundings {
        Surroundings { root: self.path(""), content: self.path("content"), home: Some(self.folder.path().join("home")) }
    }

    fn open(&self, dir: impl AsRef<Path>) -> Result<Publisher, PublishError> {
        Publisher::open(dir.as_ref(), &self.around(), Modes::Private)
    }

    fn publish(&self, pages: &[(&str, &str)]) -> Summary {
        let publisher = self.open(self.path("site")).unwrap();
        for (path, text) in pages {
            publisher.put(path, text.as_bytes()).unwrap();
        }
        publisher.finish().unwrap()
    }

    /// Every file below the journal's folder and what it holds.
    fn everything(&self) -> BTreeMap<String, String> {
        files(self.folder.path())
    }

    fn site(&self) -> Vec<String> {
        files(&self.path("site")).into_keys().filter(|path| path != MANIFEST_NAME).collect()
    }
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    entries
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| (name(entry.path()), fs::read_to_string(entry.path()).unwrap_or_default()))
        .collect()
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn check_refused(place: &Place, dir: impl AsRef<Path>, wanted: Refusal) {
    let before = place.everything();
    let folders = walkdir::WalkDir::new(place.folder.path()).into_iter().count();
    match place.open(&dir) {
        Err(PublishError::Refused(refusal)) => assert_eq!(refusal, wanted, "{}", dir.as_ref().display()),
        other => panic!("{} should be refused: {other:?}", dir.as_ref().display()),
    }
    assert_eq!(place.everything(), before);
    assert_eq!(walkdir::WalkDir::new(place.folder.path()).into_iter().count(), folders);
}

#[test]
fn a_long_file_is_one_like_others() {
    let place = Place::new();
    let publish = |text: &str| {
        let publisher = place.open(place.path("site")).unwrap();
        publisher.put("index.html", b"one").unwrap();
        let mut write = |to: &mut dyn Write| text.split_inclusive(' ').try_for_each(|word| to.write_all(word.as_bytes()));
        publisher.put_long("deep/long.js", MadeFrom::default(), &mut write).unwrap();
        assert!(matches!(publisher.put_long("Deep/Long.js", MadeFrom::default(), &mut write), Err(PublishError::Twice(_))));
        publisher.finish().unwrap()
    };
    let read = || fs::read_to_string(place.path("site/deep/long.js")).unwrap();
    assert_eq!(publish("some words"), Summary { written: 2, unchanged: 0, removed: 0 });
    assert_eq!(read(), "some words");
    assert_eq!(publish("some words"), Summary { written: 0, unchanged: 2, removed: 0 });
    assert_eq!(publish("same words"), Summary { written: 1, unchanged: 1, removed: 0 });
    assert_eq!(read(), "same words");
}

#[test]
fn a_long_file_that_cannot_be_written_leaves_the_old_one() {
    let place = Place::new();
    place.publish(&[("long.js", "as it was")]);
    let publisher = place.open(place.path("site")).unwrap();
    let mut write = |to: &mut dyn Write| to.write_all(b"half").and(Err(io::Error::other("no more")));
    assert!(matches!(publisher.put_long("long.js", MadeFrom::default(), &mut write), Err(PublishError::Io { .. })));
    drop(publisher);
    assert_eq!(fs::read_to_string(place.path("site/long.js")).unwrap(), "as it was");
}

#[test]
fn dangerous_folders_are_refused() {
    let place = Place::new();
    let at = |path: &str| place.path(path);
    check_refused(&place, "/", Refusal::FileSystemRoot);
    check_refused(&place, at(""), Refusal::Root);
    check_refused(&place, at("."), Refusal::Root);
    check_refused(&place, at(".."), Refusal::Root);
    check_refused(&place, at("site/.."), Refusal::Root);
    check_refused(&place, at("content"), Refusal::Content);
    check_refused(&place, at("content/"), Refusal::Content);
    check_refused(&place, at("content/people"), Refusal::Content);
    check_refused(&place, at("content/site"), Refusal::Content);
    check_refused(&place, at("site/../content/new"), Refusal::Content);
    check_refused(&place, at("themes"), Refusal::Themes);
    check_refused(&place, at("themes/mine/site"), Refusal::Themes);
    check_refused(&place, at("renmai.yaml"), Refusal::File);
    check_refused(&place, at("renmai.yaml/site"), Refusal::File);
}

#[test]
fn roots_and_homes_are_refused_when_the_content_lies_elsewhere() {
    let place = Place::new();
    let vault = tempfile::tempdir().unwrap();
    let around = Surroundings { content: vault.path().to_owned(), ..place.around() };
    let refused = |dir: &Path| match Publisher::open(dir, &around, Modes::Private) {
        Err(PublishError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&place.path("")), Refusal::Root);
    assert_eq!(refused(place.folder.path()), Refusal::Root);
    assert_eq!(refused(vault.path()), Refusal::Content);
    assert_eq!(refused(Path::new("/")), Refusal::FileSystemRoot);
    let around = Surroundings { root: vault.path().to_owned(), ..around.clone() };
    let home = place.folder.path().join("home");
    assert!(matches!(Publisher::open(&home, &around, Modes::Private), Err(PublishError::Refused(Refusal::Home))));
}

#[test]
fn folders_of_other_people_are_refused() {
    let place = Place::new();
    write(&place.path("repo/.git/HEAD"), "ref");
    write(&place.path("other/notes.md"), "mine");
    write(&place.path("liar/.renmai-manifest"), "what is this");
    check_refused(&place, place.path("repo"), Refusal::Repository);
    check_refused(&place, place.path("repo/.git"), Refusal::InsideGit);
    check_refused(&place, place.path("repo/.git/site"), Refusal::InsideGit);
    check_refused(&place, place.path("other"), Refusal::Foreign);
    check_refused(&place, place.path("other/notes.md"), Refusal::File);
    check_refused(&place, place.path("liar"), Refusal::Foreign);
}

#[cfg(unix)]
#[test]
fn links_are_refused_and_seen_through() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    let elsewhere = tempfile::tempdir().unwrap();
    symlink(elsewhere.path(), place.path("out")).unwrap();
    symlink(place.path("content"), place.path("door")).unwrap();
    symlink("nowhere", place.path("broken")).unwrap();
    check_refused(&place, place.path("out"), Refusal::Link);
    check_refused(&place, place.path("out/"), Refusal::Link);
    check_refused(&place, place.path("broken"), Refusal::Link);
    check_refused(&place, place.path("door/site"), Refusal::Content);
    check_refused(&place, place.path("door/.."), Refusal::Root);
}

#[cfg(target_os = "linux")]
#[test]
fn mount_points_are_refused() {
    let place = Place::new();
    check_refused(&place, "/proc", Refusal::MountPoint);
}

#[test]
fn only_what_changed_is_written_and_what_is_stale_goes() {
    let place = Place::new();
    let all = [("index.html", "a"), ("people/ada.html", "b"), ("tags/x/old.html", "c")];
    assert_eq!(place.publish(&all), Summary { written: 3, unchanged: 0, removed: 0 });
    let stamp = fs::metadata(place.path("site/index.html")).unwrap().modified().unwrap();
    assert_eq!(place.publish(&all), Summary { written: 0, unchanged: 3, removed: 0 });
    assert_eq!(place.publish(&[("index.html", "a"), ("people/ada.html", "new")]), Summary { written: 1, unchanged: 1, removed: 1 });
    assert_eq!(place.site(), ["index.html", "people/ada.html"]);
    assert_eq!(fs::metadata(place.path("site/index.html")).unwrap().modified().unwrap(), stamp);
    assert!(!place.path("site/tags").exists());
    assert_eq!(fs::read_dir(place.path("")).unwrap().count(), 4, "nothing is left beside the site");
}

#[test]
fn foreign_files_survive_and_are_never_overwritten() {
    let place = Place::new();
    place.publish(&[("index.html", "a"), ("people/ada.html", "b")]);
    for path in ["site/.git/HEAD", "site/CNAME", "site/people/notes.txt"] {
        write(&place.path(path), "mine");
    }
    place.publish(&[("index.html", "b")]);
    assert_eq!(place.site(), [".git/HEAD", "CNAME", "index.html", "people/notes.txt"]);
    let publisher = place.open(place.path("site")).unwrap();
    assert!(matches!(publisher.put("CNAME", b"ours"), Err(PublishError::InTheWay(_))));
    drop(publisher);
    assert_eq!(fs::read_to_string(place.path("site/CNAME")).unwrap(), "mine");
}

#[test]
fn a_page_somebody_removed_or_cut_short_is_written_again() {
    let place = Place::new();
    let all = [("index.html", "abc"), ("a.html", "b")];
    place.publish(&all);
    fs::remove_file(place.path("site/a.html")).unwrap();
    write(&place.path("site/index.html"), "");
    assert_eq!(place.publish(&all).written, 2);
}

#[test]
fn an_empty_folder_may_be_used() {
    let place = Place::new();
    fs::create_dir(place.path("site")).unwrap();
    place.publish(&[("index.html", "a")]);
    assert_eq!(place.site(), ["index.html"]);
}

#[test]
fn a_build_dropped_while_rendering_leaves_the_old_site() {
    let place = Place::new();
    place.publish(&[("index.html", "old"), ("gone.html", "old")]);
    let before = place.everything();
    let publisher = place.open(place.path("site")).unwrap();
    publisher.put("index.html", b"new").unwrap();
    drop(publisher);
    assert_eq!(place.everything(), before);
}

#[test]
fn a_build_killed_while_rendering_is_forgotten() {
    let place = Place::new();
    place.publish(&[("index.html", "old")]);
    write(&place.path(".site.renmai-build/pages/index.html"), "half");
    write(&place.path(".site.renmai-build/intent.draft"), "renmai intent 1\n");
    assert_eq!(place.publish(&[("index.html", "old")]), Summary { written: 0, unchanged: 1, removed: 0 });
    assert_eq!(fs::read_dir(place.path("")).unwrap().count(), 4);
}

/// Stops the moves after each step in turn, as a kill would, and builds again.
#[test]
fn a_build_killed_while_moving_is_completed() {
    let (old, new) = ([("a.html", "1"), ("gone/b.html", "1"), ("c.html", "1")], [("a.html", "2"), ("c.html", "2"), ("d/e.html", "2")]);
    let entry = |text: &str| Entry { digest: digest(text.as_bytes()), length: text.len() as u64, from: MadeFrom::default() };
    for moved in 0..=3 {
        let place = Place::new();
        place.publish(&old);
        let work = place.path(".site.renmai-build");
        for (path, text) in new {
            write(&work.join("pages").join(path), text);
        }
        let intent = Intent {
            remove: vec!["gone/b.html".into()],
            publish: new.iter().map(|(path, _)| (*path).to_owned()).collect(),
            manifest: Manifest::new(new.iter().map(|(path, text)| ((*path).to_owned(), entry(text))).collect()),
        };
        intent.write(&work.join("intent")).unwrap();
        fs::create_dir(place.path("site/d")).unwrap();
        for (path, _) in &new[..moved] {
            fs::rename(work.join("pages").join(path), place.path("site").join(path)).unwrap();
        }
        let publisher = place.open(place.path("site")).unwrap();
        assert_eq!(place.site(), ["a.html", "c.html", "d/e.html"], "after {moved} moves");
        assert_eq!(publisher.before, intent.manifest);
        drop(publisher);
        assert_eq!(place.publish(&new), Summary { written: 0, unchanged: 3, removed: 0 });
    }
}

#[test]
fn two_builds_do_not_meet() {
    let place = Place::new();
    let first = place.open(place.path("site")).unwrap();
    assert!(matches!(place.open(place.path("site")), Err(PublishError::Busy)));
    first.put("index.html", b"a").unwrap();
    first.finish().unwrap();
    assert_eq!(place.site(), ["index.html"]);
    place.open(place.path("site")).unwrap();
}

#[test]
fn one_page_is_one_file_everywhere() {
    let place = Place::new();
    let publisher = place.open(place.path("site")).unwrap();
    publisher.put("people/Ada.html", b"").unwrap();
    for path in ["people/ada.html", "people/Ada.html"] {
        assert!(matches!(publisher.put(path, b""), Err(PublishError::Twice(_))), "{path}");
    }
    for path in ["../x.html", "/x.html", ".renmai-manifest", ""] {
        assert!(matches!(publisher.put(path, b""), Err(PublishError::BadPath(_))), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_moved_or_removed_through_a_link_in_the_site() {
    let place = Place::new();
    place.publish(&[("index.html", "a"), ("people/ada.html", "b"), ("people/bo.html", "b")]);
    let elsewhere = tempfile::tempdir().unwrap();
    write(&elsewhere.path().join("bo.html"), "mine");
    fs::remove_dir_all(place.path("site/people")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), place.path("site/people")).unwrap();
    let publisher = place.open(place.path("site")).unwrap();
    publisher.put("index.html", b"a").unwrap();
    publisher.put("people/ada.html", b"new").unwrap();
    assert!(matches!(publisher.finish(), Err(PublishError::InTheWay(_))));
    assert_eq!(files(elsewhere.path()).len(), 1);
}

#[cfg(unix)]
#[test]
fn modes_do_not_depend_on_anything() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let bits = |path: &str| fs::metadata(place.path(path)).unwrap().permissions().mode() & 0o777;
    let publish = |modes| {
        let publisher = Publisher::open(&place.path("site"), &place.around(), modes).unwrap();
        assert_eq!(bits(".site.renmai-build"), 0o700);
        publisher.put("people/ada.html", b"a").unwrap();
        publisher.finish().unwrap();
        ["site", "site/people", "site/people/ada.html", "site/.renmai-manifest"].map(bits)
    };
    assert_eq!(publish(Modes::Private), [0o700, 0o700, 0o600, 0o600]);
    assert_eq!(publish(Modes::Shared), [0o755, 0o755, 0o644, 0o644]);
    assert_eq!(publish(Modes::Private), [0o700, 0o700, 0o600, 0o600]);
}

#[test]
fn pages_may_come_from_many_threads() {
    let place = Place::new();
    let publisher = place.open(place.path("site")).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let publisher = &publisher;
            scope.spawn(move || (0..100).for_each(|n| publisher.put(&format!("p/{thread}/{n}.html"), b"x").unwrap()));
        }
    });
    assert_eq!(publisher.finish().unwrap().written, 400);
    let manifest = fs::read_to_string(place.path("site").join(MANIFEST_NAME)).unwrap();
    assert!(manifest.lines().skip(1).map(|line| line.split(' ').nth(4)).is_sorted());
}

#[test]
fn a_page_made_from_the_same_by_the_same_is_kept_unmade() {
    let place = Place::new();
    let open = |edition| place.open(place.path("site")).unwrap().of_edition(edition);
    let view = |view| MadeFrom { files: 0, view };
    let first = open(7);
    assert!(!first.keep("a.html", view(1)), "nothing stands there yet");
    first.put_from("a.html", b"one", MadeFrom { files: 3, view: 1 }).unwrap();
    first.put("b.html", b"two").unwrap();
    first.finish().unwrap();
    let other = open(8);
    assert!(!other.keep("a.html", view(1)), "another program or theme");
    drop(other);
    let second = open(7);
    assert!(!second.keep("a.html", view(2)), "made from something else");
    assert!(!second.keep("b.html", view(0)), "nobody says what it was made from");
    assert!(second.had("a.html", b"one") && !second.had("a.html", b"two"));
    assert!(second.keep("a.html", view(1)));
    assert!(!second.keep("a.html", view(1)), "only once");
    assert!(matches!(second.put("A.html", b"x"), Err(PublishError::Twice(_))), "and its path is taken");
    second.put("b.html", b"two").unwrap();
    assert_eq!(second.finish().unwrap(), Summary { written: 0, unchanged: 2, removed: 0 });
    // Which files it comes from was not said the second time, and is not known the third.
    let third = open(7);
    assert!(!third.keep("a.html", MadeFrom { files: 3, view: 0 }));
    assert!(third.keep("a.html", MadeFrom { files: 4, view: 1 }));
    third.put("b.html", b"two").unwrap();
    third.finish().unwrap();
    let fourth = open(7);
    assert!(fourth.keep("a.html", MadeFrom { files: 4, view: 0 }));
    drop(fourth);
    fs::write(place.path("site/a.html"), "longer").unwrap();
    assert!(!open(7).keep("a.html", view(1)), "somebody wrote over it");
}

#[test]
fn a_site_stands_whole_only_with_every_file() {
    let place = Place::new();
    let stamp = Stamp { inputs: 5, pages: 2, people: 1 };
    let build = |stamp| {
        let publisher = place.open(place.path("site")).unwrap();
        publisher.put("a.html", b"one").unwrap();
        publisher.put("b/c.html", b"two").unwrap();
        publisher.finish_from(stamp).unwrap();
    };
    let stands = |inputs| place.open(place.path("site")).unwrap().stands_whole(inputs);
    assert_eq!(stands(5), None);
    build(None);
    assert_eq!(stands(5), None, "there was something to say");
    build(Some(stamp));
    assert_eq!(stands(5), Some(stamp));
    assert_eq!(stands(6), None);
    fs::write(place.path("site/b/c.html"), "2").unwrap();
    assert_eq!(stands(5), None, "another length");
    build(Some(stamp));
    assert_eq!(stands(5), Some(stamp));
    fs::remove_file(place.path("site/a.html")).unwrap();
    assert_eq!(stands(5), None, "a file is missing");
}
