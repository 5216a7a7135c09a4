//! What around a journal could let others read it: repositories with a remote, folders that are
//! synced, modes, pictures that say where they were taken. Looks, and never writes.
//!
//! No other program is asked: `.git/config` and the ignore rules are read as text. A rule this does
//! not understand counts as none, so it warns once too often rather than once too seldom.

use super::vault::ASSETS_NAME;
use super::walk;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// More of an attachment is not looked at for places.
const MOST_OF_A_PICTURE_BYTES: u64 = 64 * 1024 * 1024;

/// One way out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exposure {
    /// Which.
    pub kind: ExposureKind,
    /// The file or folder it is about.
    pub path: PathBuf,
    /// The remote's host, or the service that syncs.
    pub detail: String,
}

/// Ways out, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExposureKind {
    /// The site lies in a repository with a remote and is not ignored.
    SiteInRepository,
    /// The journal lies in a repository with a remote.
    JournalInRepository,
    /// A workflow publishes pages out of the repository.
    PagesWorkflow,
    /// A folder that others may be given links to.
    Synced,
    /// Other users of the machine can read it.
    Readable,
    /// A picture says where it was taken; its copy in the site does not.
    PlaceInPicture,
    /// An attachment looks like a key or a password, and would be published.
    SecretFile,
}

impl ExposureKind {
    /// The name under which the catalogue explains it, and of the JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SiteInRepository => "site-in-repository",
            Self::JournalInRepository => "journal-in-repository",
            Self::PagesWorkflow => "pages-workflow",
            Self::Synced => "synced",
            Self::Readable => "readable",
            Self::PlaceInPicture => "place-in-picture",
            Self::SecretFile => "secret-file",
        }
    }
}

/// Looks at a journal's content folder and at its site, which need not be there yet.
#[must_use]
pub fn exposures(content: &Path, site: &Path) -> Vec<Exposure> {
    let mut found = Vec::new();
    let mut say = |kind, path: &Path, detail: &str| found.push(Exposure { kind, path: path.to_owned(), detail: detail.to_owned() });
    let repository_of = |path: &Path| path.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned);
    if let Some((repository, host)) = repository_of(site).and_then(|found| Some((remote_host(&found)?, found)).map(|(host, at)| (at, host)))
        && !is_ignored(&repository, site)
    {
        say(ExposureKind::SiteInRepository, site, &host);
    }
    if let Some(repository) = repository_of(content) {
        if let Some(host) = remote_host(&repository).filter(|_| !is_ignored(&repository, content)) {
            say(ExposureKind::JournalInRepository, content, &host);
        }
        for workflow in pages_workflows(&repository) {
            say(ExposureKind::PagesWorkflow, &workflow, "");
        }
    }
    for path in [content, site] {
        if let Some(service) = syncing_service(path) {
            say(ExposureKind::Synced, path, service);
        }
        if is_readable_by_others(path) {
            say(ExposureKind::Readable, path, "");
        }
    }
    let assets = content.join(ASSETS_NAME);
    for (name, path) in walk::find(&assets, |_| true, |name| name.starts_with(['_', '.'])).files {
        if is_secret_name(&name) {
            say(ExposureKind::SecretFile, &path, "");
        }
        if beginning(&path).is_ok_and(|bytes| says_where(&bytes)) {
            say(ExposureKind::PlaceInPicture, &path, "");
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The host of a repository's first remote.
fn remote_host(repository: &Path) -> Option<String> {
    let config = fs::read_to_string(git_folder(repository).join("config")).ok()?;
    let mut in_remote = false;
    for line in config.lines().map(str::trim) {
        if line.starts_with('[') {
            in_remote = line.to_ascii_lowercase().starts_with("[remote ");
        }
        let url = line.split_once('=').filter(|(key, _)| in_remote && key.trim().eq_ignore_ascii_case("url"));
        if let Some((_, url)) = url {
            return Some(host_of(url.trim().trim_matches('"')));
        }
    }
    None
}

/// A worktree's `.git` is a file that names the folder, which names the common one.
fn git_folder(repository: &Path) -> PathBuf {
    let git = repository.join(".git");
    let Ok(pointer) = fs::read_to_string(&git) else { return git };
    let folder = repository.join(pointer.trim().strip_prefix("gitdir:").unwrap_or("").trim());
    let common = fs::read_to_string(folder.join("commondir")).unwrap_or_default();
    if common.trim().is_empty() { folder } else { folder.join(common.trim()) }
}

/// `https://user@host:443/…`, `git@host:…`; a path is another folder of this machine. Never the
/// user or a password that stands in the address.
fn host_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    if rest.starts_with(['/', '.', '~']) {
        return "file".to_owned();
    }
    let authority = rest.split('/').next().unwrap_or(rest);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    host.split(':').next().unwrap_or(host).to_owned()
}

/// Whether a rule of the repository names a path or a folder above it. Rules with a star in them
/// are not understood; a later `!` takes a rule back.
fn is_ignored(repository: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(repository) else { return false };
    let mut files = vec![(repository.to_owned(), git_folder(repository).join("info/exclude"))];
    let folders: Vec<&Path> = path.ancestors().skip(1).take_while(|folder| folder.starts_with(repository)).collect();
    files.extend(folders.into_iter().rev().map(|folder| (folder.to_owned(), folder.join(".gitignore"))));
    let mut ignored = false;
    for (base, file) in files {
        let Ok(inside) = repository.join(inside).strip_prefix(&base).map(Path::to_owned) else { continue };
        for line in fs::read_to_string(file).unwrap_or_default().lines() {
            let (line, takes_back) = line.strip_prefix('!').map_or((line, false), |rule| (rule, true));
            if names(line.trim(), &inside) {
                ignored = !takes_back;
            }
        }
    }
    ignored
}

fn names(rule: &str, path: &Path) -> bool {
    let rule = rule.trim_end_matches('/').trim_end_matches("/**").trim_end_matches("/*");
    if rule.is_empty() || rule.starts_with('#') {
        return false;
    }
    if let Some(anchored) = rule.strip_prefix('/').or_else(|| rule.contains('/').then_some(rule)) {
        return path.starts_with(anchored);
    }
    path.components().any(|part| part == Component::Normal(rule.as_ref()))
}

/// Workflows of the usual hosts that put pages on the web.
fn pages_workflows(repository: &Path) -> Vec<PathBuf> {
    let folder = |name: &str| fs::read_dir(repository.join(name)).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        folder(".github/workflows").chain(folder(".forgejo/workflows")).chain([repository.join(".gitlab-ci.yml")]).collect();
    files.sort();
    files.retain(|file| {
        let text = fs::read_to_string(file).unwrap_or_default();
        ["deploy-pages", "gh-pages", "pages-artifact"].iter().any(|word| text.contains(word))
            || text.lines().any(|line| line.trim_end() == "pages:")
    });
    files
}

/// Which service keeps a folder in step with its servers, told by the names of folders.
fn syncing_service(path: &Path) -> Option<&'static str> {
    const NAMES: [(&str, &str); 11] = [
        ("dropbox", "Dropbox"),
        ("onedrive", "OneDrive"),
        ("google drive", "Google Drive"),
        ("googledrive", "Google Drive"),
        ("icloud", "iCloud"),
        ("mobile documents", "iCloud"),
        ("com~apple~clouddocs", "iCloud"),
        ("nextcloud", "Nextcloud"),
        ("owncloud", "ownCloud"),
        ("坚果云", "坚果云"),
        ("baidusyncdisk", "百度网盘"),
    ];
    if path.ancestors().any(|folder| folder.join(".stfolder").exists()) {
        return Some("Syncthing");
    }
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy().to_lowercase());
    parts.into_iter().find_map(|part| NAMES.iter().find(|(name, _)| part.starts_with(name)).map(|(_, service)| *service))
}

/// Whether others may read a folder and go through every folder above it.
#[cfg(unix)]
fn is_readable_by_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let mode = |folder: &Path| fs::metadata(folder).map_or(0, |found| found.permissions().mode());
    mode(path) & 0o005 == 0o005 && path.ancestors().skip(1).all(|folder| mode(folder) & 0o001 != 0)
}

#[cfg(not(unix))]
fn is_readable_by_others(_: &Path) -> bool {
    false
}

/// As much of a picture as may hold words about it.
fn beginning(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_OF_A_PICTURE_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Names people give to keys and passwords.
fn is_secret_name(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["pem", "key", "p12", "pfx", "kdbx", "gpg", "ovpn"].contains(&ending)
        || ["id_rsa", "id_ed25519", "passphrase", "password", "密码"].iter().any(|word| name.starts_with(word))
}

/// Whether a picture's metadata names a place: a GPS directory in its Exif, or one in XMP.
fn says_where(bytes: &[u8]) -> bool {
    let find = |wanted: &[u8]| bytes.windows(wanted.len()).position(|window| window == wanted);
    let exif = ["Exif\0\0", "eXIf"].iter().find_map(|mark| find(mark.as_bytes()));
    // The entry 0x8825, a long, once, in either order of bytes.
    let entry = |wanted: &[u8]| exif.is_some_and(|_| find(wanted).is_some());
    entry(&[0x88, 0x25, 0, 4, 0, 0, 0, 1]) || entry(&[0x25, 0x88, 4, 0, 1, 0, 0, 0]) || find(b"exif:GPSLatitude").is_some()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    const REMOTE: &str = "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = https://ada:secret@git.example.org:443/journal.git\n";

    /// Builds files below a folder that is the owner's alone, and gives what is found as words.
    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::set_permissions(&root, fs::Permissions::from_mode(0o700)).unwrap();
        for (path, text) in [("content/people/ada.md", "")].iter().chain(files) {
            let file = root.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let base = root.join(files.iter().find_map(|(path, _)| path.strip_suffix("/content/here")).unwrap_or(""));
        let found = exposures(&base.join("content"), &base.join("site"));
        let words: Vec<String> = found
            .iter()
            .map(|one| {
                let path = one.path.strip_prefix(&base).unwrap().to_string_lossy().into_owned();
                [one.kind.name(), &path, &one.detail].join(" ").trim().to_owned()
            })
            .collect();
        assert_eq!(words, expected, "{files:?}");
    }

    #[test]
    fn eight_ways_out_are_named_and_a_quiet_folder_is_not() {
        check(&[], &[]);
        check(&[(".git/config", "[core]\n")], &[]);
        check(&[(".git/config", REMOTE)], &["site-in-repository site git.example.org", "journal-in-repository content git.example.org"]);
        check(&[(".git/config", REMOTE), (".gitignore", "# ours\n/site\n")], &["journal-in-repository content git.example.org"]);
        check(&[(".git/config", REMOTE), (".git/info/exclude", "site/\ncontent/\n")], &[]);
        check(
            &[(".git/config", "[core]\n"), (".github/workflows/web.yml", "uses: actions/deploy-pages@v4\n")],
            &["pages-workflow .github/workflows/web.yml"],
        );
        check(&[(".stfolder/x", "")], &["synced content Syncthing", "synced site Syncthing"]);
        check(&[("Dropbox/content/here", "")], &["synced content Dropbox", "synced site Dropbox"]);
        check(
            &[
                ("content/assets/id_rsa", ""),
                ("content/assets/a.jpg", "Exif\0\0II*\0\u{25}x"),
                ("content/assets/b.jpg", "<x exif:GPSLatitude='1'>"),
            ],
            &["place-in-picture content/assets/b.jpg", "secret-file content/assets/id_rsa"],
        );
    }

    #[test]
    fn what_others_may_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        fs::create_dir(&content).unwrap();
        let open = |mode| {
            fs::set_permissions(&content, fs::Permissions::from_mode(mode)).unwrap();
            is_readable_by_others(&content)
        };
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        assert!(open(0o755));
        assert!(!open(0o750));
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        assert!(!open(0o755), "nobody comes as far as this folder");
    }

    #[test]
    fn a_remote_is_told_by_its_host_alone() {
        for (url, host) in [
            ("git@codeberg.org:ada/journal.git", "codeberg.org"),
            ("https://ada:pw@example.org/x.git", "example.org"),
            ("ssh://git@example.org:22/x", "example.org"),
            ("/srv/git/x.git", "file"),
        ] {
            assert_eq!(host_of(url), host, "{url}");
        }
    }
}
