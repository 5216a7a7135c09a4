//! What an import would do, worked out without touching the disk.

use super::super::context::Context;
use super::super::failure::Failure;
use super::super::new::PEOPLE;
use super::super::writing;
use crate::cli::Import;
use renmai::edit::Page;
use renmai::edit::imported::{merge, new_file};
use renmai::edit::slug::slug;
use renmai::exchange::import::matching::{By, Directory, Meant};
use renmai::exchange::import::{Imported, Remark};
use renmai::message::Message;
use renmai::model::card::{Card, Written};
use renmai::model::settings::Language;
use renmai::model::{ContactIndex, Journal};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

/// The circle of those one knows by their card alone.
const CIRCLE: &str = "known";

/// Everything an import would do.
pub struct Plan {
    /// One for each card, in the file's order.
    pub rows: Vec<Row>,
    /// Files that are to be made.
    pub files: Vec<NewFile>,
    /// What could not be used.
    pub remarks: Vec<Remark>,
    /// Pictures that are left out.
    pub pictures: usize,
}

/// What becomes of one card.
pub struct Row {
    /// The card.
    pub card: Card,
    /// What becomes of it.
    pub outcome: Outcome,
}

/// What becomes of a card.
pub enum Outcome {
    /// A file of their own.
    New {
        /// Its place in [`Plan::files`].
        file: usize,
    },
    /// More of somebody who is there.
    Merged {
        /// Who.
        who: ContactIndex,
        /// By what they were recognised.
        by: By,
        /// The keys that are filled.
        filled: Vec<String>,
        /// The keys of which the journal says something else.
        differs: Vec<String>,
        /// Lines for the log, and tasks.
        added: usize,
    },
    /// Somebody who is there and lacks nothing.
    Same {
        /// Their id.
        id: String,
        /// By what they were recognised.
        by: By,
        /// The keys of which the journal says something else.
        differs: Vec<String>,
    },
    /// A second card of somebody who came in with this file.
    Twin {
        /// Their file's place in [`Plan::files`].
        file: usize,
        /// By what they were recognised.
        by: By,
    },
    /// It may be one of these.
    Unsure {
        /// Their ids.
        ids: Vec<String>,
        /// By what they look alike.
        by: By,
    },
    /// It cannot be written.
    Failed {
        /// Why.
        message: Message,
    },
}

/// A file that is to be made.
pub struct NewFile {
    /// Its stem, which is the person's id.
    pub stem: String,
    /// Where it will lie.
    pub path: PathBuf,
    /// What it will say.
    pub text: String,
}

/// Who is who while cards are looked at.
enum Who {
    Contact(ContactIndex),
    File(usize),
}

/// Works out a plan, card by card; each sees what those before it will have written.
struct Planner<'a> {
    context: &'a Context,
    language: Language,
    namesakes: bool,
    directory: Directory,
    people: Vec<Who>,
    pages: HashMap<ContactIndex, Page>,
    files: Vec<NewFile>,
    stems: Stems,
}

impl Plan {
    /// What becomes of every card.
    pub fn of(context: &Context, imported: Imported, typed: &Import) -> Self {
        let journal = &context.loaded.journal;
        let mut directory = Directory::default();
        let mut people = Vec::new();
        for (index, contact) in journal.iter() {
            directory.add(&contact.id, &contact.profile, false);
            people.push(Who::Contact(index));
        }
        let mut planner = Planner {
            context,
            language: journal.settings.first_language(),
            namesakes: typed.namesakes,
            directory,
            people,
            pages: HashMap::new(),
            files: Vec::new(),
            stems: Stems::of(context, journal),
        };
        let rows = imported.cards.into_iter().map(|card| planner.row(card)).collect();
        Self { rows, files: planner.files, remarks: imported.remarks, pictures: imported.pictures }
    }
}

impl Planner<'_> {
    fn row(&mut self, mut card: Card) -> Row {
        let outcome = match self.directory.find(&card, self.namesakes) {
            Meant::New => self.new_file(&mut card),
            Meant::One(who, by) => match self.people.get(who) {
                Some(Who::Contact(index)) => self.merged(who, *index, by, &card),
                Some(Who::File(file)) => self.twin(who, *file, by, &card),
                None => Ok(Outcome::Unsure { ids: Vec::new(), by }),
            },
            Meant::Unsure(found, by) => Ok(Outcome::Unsure { ids: found.iter().filter_map(|who| self.id(*who)).collect(), by }),
        };
        let outcome = outcome.unwrap_or_else(|message| Outcome::Failed { message });
        Row { card, outcome }
    }

    fn new_file(&mut self, card: &mut Card) -> Result<Outcome, Message> {
        let has_circle = card.fact("circle").is_some();
        if !has_circle && self.context.loaded.journal.settings.circle(CIRCLE).is_some() {
            // Behind what they are called, as a person would write it.
            let at = card.facts.iter().take_while(|(key, _)| matches!(key.as_str(), "reading" | "aliases" | "description")).count();
            card.facts.insert(at, ("circle".to_owned(), Written::Text(CIRCLE.to_owned())));
        }
        let stem = self.stems.free(&card.name);
        let name = format!("{PEOPLE}/{stem}.md");
        let path = self.context.places.content.join(PEOPLE).join(format!("{stem}.md"));
        let text = new_file(card, &name, self.language).map_err(|refusal| words(writing::refused(&name, refusal)))?;
        let page = Page::read(&name, text.as_bytes()).map_err(|refusal| words(writing::refused(&name, refusal)))?;
        let file = self.files.len();
        if let Some((profile, _)) = page.person() {
            self.directory.add(&stem, profile, true);
            self.people.push(Who::File(file));
        }
        self.stems.take(&stem);
        self.files.push(NewFile { stem, path, text });
        Ok(Outcome::New { file })
    }

    fn merged(&mut self, who: usize, index: ContactIndex, by: By, card: &Card) -> Result<Outcome, Message> {
        let contact = self.context.loaded.journal.contact(index).ok_or_else(|| Message::new("writing.nothing-written"))?;
        let file = self.context.loaded.sources.file(contact.file);
        let typed = file.map(|file| self.context.typed_path(file)).unwrap_or_default();
        let refused = |refusal| words(writing::refused(&typed, refusal));
        let page = match self.pages.remove(&index) {
            Some(page) => page,
            None => {
                let file = file.ok_or_else(|| Message::new("writing.nothing-written"))?;
                Page::read(&file.path, file.text.as_bytes()).map_err(refused)?
            }
        };
        let merged = match merge(&page, card, self.language) {
            Ok(merged) => merged,
            Err(refusal) => {
                self.pages.insert(index, page);
                return Err(refused(refusal));
            }
        };
        if let Some((profile, _)) = merged.page.person() {
            self.directory.learn(who, profile);
        }
        self.pages.insert(index, merged.page);
        if merged.filled.is_empty() && merged.added == 0 {
            return Ok(Outcome::Same { id: contact.id.clone(), by, differs: merged.differs });
        }
        Ok(Outcome::Merged { who: index, by, filled: merged.filled, differs: merged.differs, added: merged.added })
    }

    /// A second card of somebody whose file is about to be made.
    fn twin(&mut self, who: usize, file: usize, by: By, card: &Card) -> Result<Outcome, Message> {
        let Some(planned) = self.files.get_mut(file) else { return Ok(Outcome::Unsure { ids: Vec::new(), by }) };
        let name = format!("{PEOPLE}/{}.md", planned.stem);
        let refused = |refusal| words(writing::refused(&name, refusal));
        let page = Page::read(&name, planned.text.as_bytes()).map_err(refused)?;
        let merged = merge(&page, card, self.language).map_err(refused)?;
        merged.page.text().clone_into(&mut planned.text);
        if let Some((profile, _)) = merged.page.person() {
            self.directory.learn(who, profile);
        }
        Ok(Outcome::Twin { file, by })
    }

    fn id(&self, who: usize) -> Option<String> {
        match self.people.get(who)? {
            Who::Contact(index) => self.context.loaded.journal.contact(*index).map(|contact| contact.id.clone()),
            Who::File(file) => self.files.get(*file).map(|file| file.stem.clone()),
        }
    }
}

/// Names of files that nobody has yet, on disks that tell letters' case apart and on
/// those that do not.
struct Stems {
    taken: HashSet<String>,
    next: HashMap<String, u32>,
    folder: PathBuf,
}

impl Stems {
    fn of(context: &Context, journal: &Journal) -> Self {
        let taken = journal.iter().map(|(_, contact)| contact.id.to_lowercase()).collect();
        Self { taken, next: HashMap::new(), folder: context.places.content.join(PEOPLE) }
    }

    fn free(&mut self, name: &str) -> String {
        let stem = slug(name);
        let next = self.next.entry(stem.clone()).or_insert(1);
        loop {
            let tried = if *next == 1 { stem.clone() } else { format!("{stem}-{next}") };
            *next = next.saturating_add(1);
            if !self.taken.contains(&tried) && !self.folder.join(format!("{tried}.md")).exists() {
                return tried;
            }
        }
    }

    fn take(&mut self, stem: &str) {
        self.taken.insert(stem.to_lowercase());
    }
}

/// The words of a refusal.
fn words(failure: Failure) -> Message {
    match failure {
        Failure::Usage(message) | Failure::Stopped(message) => message,
        Failure::NobodyListens => Message::new("writing.nothing-written"),
    }
}
