//! Where a passphrase comes from: a file, the environment, or the person at the keyboard.
//! Never the command line, which other people of the machine can read.

use super::failure::{Failure, shown};
use super::terminal::Terminal;
use renmai::message::Message;
use renmai::seal::passphrase::{FEWEST_BITS, bits, offer};
use std::io::IsTerminal;
use std::path::Path;
use std::{env, fs, io};

/// Name of the variable it may stand in.
const VARIABLE: &str = "RENMAI_PASSPHRASE";

/// The passphrase for a new container: typed twice where it is asked for, refused where it is weak.
pub fn choose(terminal: &mut Terminal, file: Option<&Path>) -> Result<String, Failure> {
    let passphrase = match given(file)? {
        Some(passphrase) => passphrase,
        None => {
            let once = ask(terminal, "sealing.ask.new")?;
            if ask(terminal, "sealing.ask.again")? != once {
                return Err(Failure::Usage(Message::new("sealing.differ")));
            }
            once
        }
    };
    if bits(&passphrase) < FEWEST_BITS {
        return Err(Failure::Usage(Message::new("sealing.weak").with("offer", offered())));
    }
    Ok(passphrase)
}

/// The passphrase of a container that is there already.
pub fn know(terminal: &mut Terminal, file: Option<&Path>) -> Result<String, Failure> {
    match given(file)? {
        Some(passphrase) => Ok(passphrase),
        None => ask(terminal, "sealing.ask.known"),
    }
}

/// Fresh bytes from the system. Without them nothing may be sealed.
pub fn system_random(slice: &mut [u8]) {
    #[expect(clippy::expect_used, reason = "a machine without randomness must not seal anything; this is no user's slip")]
    getrandom::fill(slice).expect("the system gives random bytes");
}

/// Six words that would be taken.
fn offered() -> String {
    loop {
        let words = offer(&mut system_random);
        if bits(&words) >= FEWEST_BITS {
            return words;
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the passphrase's own file and variable, read once")]
fn given(file: Option<&Path>) -> Result<Option<String>, Failure> {
    if let Some(file) = file {
        let text = fs::read_to_string(file).map_err(Failure::io(file))?;
        return match text.trim_start_matches('\u{feff}').lines().next().map(str::trim) {
            Some(line) if !line.is_empty() => Ok(Some(line.to_owned())),
            _ => Err(Failure::Usage(Message::new("sealing.empty-file").with("path", shown(file)))),
        };
    }
    Ok(env::var(VARIABLE).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()))
}

fn ask(terminal: &mut Terminal, prompt: &'static str) -> Result<String, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::Usage(Message::new("sealing.nobody-to-ask").with("variable", VARIABLE)));
    }
    let prompt = terminal.word(&Message::new(prompt));
    Ok(rpassword::prompt_password(format!("{prompt} "))?.trim().to_owned())
}
