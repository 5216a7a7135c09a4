//! Where a command speaks: data on stdout, talk on stderr.
//!
//! Colour is decided once for each of the two; text goes through as it is, so
//! whatever is written must be readable without colour. Control characters in a
//! user's words never reach the terminal.

use super::failure::Failure;
use anstream::adapter::StripBytes;
use anstream::{AutoStream, ColorChoice};
use renmai::arrange::words::Words;
use renmai::message::Message;
use renmai::render::i18n::Catalogue;
use renmai::render::report::visible;
use renmai::render::theme::embedded_catalogue;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::io::{self, BufWriter, Stderr, Stdout, Write};

/// Stands for the user in front of the command.
pub struct Terminal {
    out: BufWriter<Out>,
    err: AutoStream<Stderr>,
    /// The language spoken until a journal's own words are known.
    lang: &'static str,
    /// Read when something is said first: many a command says nothing before it knows the journal's.
    catalogue: OnceCell<Catalogue>,
    /// Say nothing but what was asked for.
    pub quiet: bool,
    /// Say more.
    pub verbose: bool,
}

impl Terminal {
    /// Opens both streams.
    pub fn new(lang: &'static str, choice: ColorChoice, quiet: bool, verbose: bool) -> Self {
        let (out, err) = (BufWriter::new(Out::new(choice)), AutoStream::new(io::stderr(), choice));
        Self { out, err, lang, catalogue: OnceCell::new(), quiet, verbose }
    }

    /// From now on the words of a journal's own theme count.
    pub fn speak(&mut self, catalogue: Catalogue) {
        self.catalogue = catalogue.into();
    }

    /// The language that is spoken.
    pub fn lang(&self) -> &str {
        self.catalogue.get().map_or(self.lang, Catalogue::lang)
    }

    /// The words of the language that is spoken.
    pub fn catalogue(&self) -> &Catalogue {
        self.catalogue.get_or_init(|| embedded_catalogue(self.lang))
    }

    /// A message in words.
    pub fn word(&self, message: &Message) -> String {
        self.catalogue().say(message)
    }

    /// The words of a view, as they would be said.
    pub fn words(&self, words: &Words) -> String {
        match words {
            Words::Text(text) => text.clone(),
            Words::Message(message) => self.word(message),
        }
    }

    /// One line of what was asked for.
    pub fn data(&mut self, line: &str) -> Result<(), Failure> {
        Ok(writeln!(self.out, "{}", line.trim_end())?)
    }

    /// A whole file of another program's form, byte for byte.
    pub fn document(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(self.out.write_all(bytes)?)
    }

    /// The same, written piece by piece.
    pub fn long_document(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        Ok(write(&mut self.out)?)
    }

    /// Talk about what was done; left out when quiet is asked for.
    pub fn talk(&mut self, message: &Message) -> Result<(), Failure> {
        if self.quiet {
            return Ok(());
        }
        self.insist(message)
    }

    /// Talk that belongs to the line above.
    pub fn talk_indented(&mut self, message: &Message) -> Result<(), Failure> {
        if self.quiet {
            return Ok(());
        }
        let text = format!("  {}", self.catalogue().say(message));
        self.insist_text(&text)
    }

    /// Something that must be said even then.
    pub fn insist(&mut self, message: &Message) -> Result<(), Failure> {
        let text = self.catalogue().say(message);
        self.insist_text(&text)
    }

    /// The same with words that are already there.
    pub fn insist_text(&mut self, text: &str) -> Result<(), Failure> {
        self.out.flush()?;
        Ok(writeln!(self.err, "{}", text.trim_end())?)
    }

    /// Everything reaches the reader before the command ends.
    pub fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }
}

/// Where data goes. Where colour is not wanted, a whole buffer is stripped of it and written at
/// once; the stream itself would write every bit of a line alone.
struct Out {
    to: AutoStream<Stdout>,
    strips: Option<StripBytes>,
}

impl Out {
    fn new(choice: ColorChoice) -> Self {
        let stdout = io::stdout();
        match choice {
            ColorChoice::Auto => Self::new(AutoStream::choice(&stdout)),
            ColorChoice::Never => Self { to: AutoStream::always_ansi(stdout), strips: Some(StripBytes::new()) },
            choice => Self { to: AutoStream::new(stdout, choice), strips: None },
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.strips {
            Some(strips) => {
                let plain: Vec<u8> = strips.strip_next(bytes).flatten().copied().collect();
                self.to.write_all(&plain).map(|()| bytes.len())
            }
            None => self.to.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// A user's words made safe for one line of a terminal: no escape sequence and
/// no line end, and nothing that turns the direction of what follows.
pub fn harmless(text: &str) -> Cow<'_, str> {
    visible(text)
}
