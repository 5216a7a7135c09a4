//! Reads a template of the embedded theme: the part of Tera's language that it uses.
//!
//! Whatever else stands there is named and refused; the template is then left to Tera.

use std::borrow::Cow;

use super::name::{Name, Sought};
use super::plan::{Args, Const, Expr, Filter, Function, Param, Part, Plan, Roots, Step, Test, Two};

/// Why a template is left to Tera.
pub type Refused = String;

/// Reads a template.
///
/// # Errors
/// When it uses something that is not read here.
pub fn read(text: &'static str) -> Result<Plan, Refused> {
    let mut reader = Reader { pieces: pieces(text)?, at: 0, plan: Plan::default() };
    let (steps, end) = reader.steps()?;
    if let Some(end) = end {
        return Err(format!("`{end}` closes nothing"));
    }
    reader.plan.steps = steps;
    Ok(reader.plan)
}

enum Piece {
    Text(&'static str),
    Show(&'static str),
    Tag(&'static str),
}

/// Parts text from tags; a `-` beside a tag takes the white space there.
fn pieces(text: &'static str) -> Result<Vec<Piece>, Refused> {
    let mut found = Vec::new();
    let (mut rest, mut trim) = (text, false);
    loop {
        let open =
            rest.match_indices('{').find(|(at, _)| matches!(rest.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#'))).map(|(at, _)| at);
        let (before, from) = rest.split_at(open.unwrap_or(rest.len()));
        let before = if trim { before.trim_start() } else { before };
        let before = if from.as_bytes().get(2) == Some(&b'-') { before.trim_end() } else { before };
        if !before.is_empty() {
            found.push(Piece::Text(before));
        }
        let Some(kind) = from.as_bytes().get(1).copied() else { return Ok(found) };
        let close = match kind {
            b'{' => "}}",
            b'%' => "%}",
            _ => "#}",
        };
        let inside = from.get(2..).unwrap_or("");
        let end = if kind == b'#' { inside.find(close) } else { end_of_tag(inside, close) };
        let end = end.ok_or_else(|| format!("`{close}` is missing"))?;
        let (inner, after) = inside.split_at(end);
        trim = inner.ends_with('-');
        let inner = inner.strip_prefix('-').unwrap_or(inner);
        let inner = inner.strip_suffix('-').unwrap_or(inner).trim();
        match kind {
            b'{' => found.push(Piece::Show(inner)),
            b'%' => found.push(Piece::Tag(inner)),
            _ => {}
        }
        rest = after.get(2..).unwrap_or("");
    }
}

/// Where a tag ends: not inside a text, nor where a part's argument does.
fn end_of_tag(inside: &str, close: &str) -> Option<usize> {
    let (mut quote, mut depth) = (None, 0_usize);
    for (at, sign) in inside.char_indices() {
        match (quote, sign) {
            (Some(open), _) if open == sign => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(sign),
            (None, '{') => depth += 1,
            (None, '}') if depth > 0 => depth -= 1,
            _ if inside.get(at..).is_some_and(|rest| rest.starts_with(close)) => return Some(at),
            _ => {}
        }
    }
    None
}

struct Reader {
    pieces: Vec<Piece>,
    at: usize,
    plan: Plan,
}

impl Reader {
    /// Steps up to a tag that ends or parts them, which is given back.
    fn steps(&mut self) -> Result<(Vec<Step>, Option<&'static str>), Refused> {
        let mut steps = Vec::new();
        loop {
            let Some(piece) = self.pieces.get(self.at) else { return Ok((steps, None)) };
            self.at += 1;
            match *piece {
                Piece::Text(text) => steps.push(Step::Text(Cow::Borrowed(text))),
                Piece::Show(inner) if inner.starts_with('<') => steps.push(part_call(inner)?),
                Piece::Show(inner) => steps.push(Step::Show(expr(inner)?)),
                Piece::Tag(inner) => {
                    let (word, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
                    match word {
                        "if" => steps.push(self.cases(rest)?),
                        "for" => steps.push(self.each(rest)?),
                        "block" => {
                            let (body, _) = self.until(&["endblock"])?;
                            steps.push(Step::Block(rest.trim(), body));
                        }
                        "component" => self.part(rest)?,
                        "set" => {
                            let (name, value) = rest.split_once('=').ok_or("`set` without a value")?;
                            steps.push(Step::Set(Name::of(name.trim()), expr(value)?));
                        }
                        "include" => steps.push(Step::Include(quoted(rest)?)),
                        "extends" => self.plan.extends = Some(quoted(rest)?),
                        "elif" | "else" | "endif" | "endfor" | "endblock" | "endcomponent" => return Ok((steps, Some(inner))),
                        _ => return Err(format!("`{word}` is not read")),
                    }
                }
            }
        }
    }

    fn until(&mut self, ends: &[&str]) -> Result<(Vec<Step>, &'static str), Refused> {
        let (steps, end) = self.steps()?;
        let end = end.ok_or_else(|| format!("`{}` is missing", ends.join("` or `")))?;
        let word = end.split_whitespace().next().unwrap_or("");
        if ends.contains(&word) { Ok((steps, end)) } else { Err(format!("`{end}` where `{}` belongs", ends.join("` or `"))) }
    }

    fn cases(&mut self, condition: &'static str) -> Result<Step, Refused> {
        let (mut cases, mut condition) = (Vec::new(), condition);
        loop {
            let (body, end) = self.until(&["elif", "else", "endif"])?;
            cases.push((expr(condition)?, body));
            if let Some(next) = end.strip_prefix("elif") {
                condition = next;
            } else if end.starts_with("else") {
                let (other, _) = self.until(&["endif"])?;
                return Ok(Step::If(cases, other));
            } else {
                return Ok(Step::If(cases, Vec::new()));
            }
        }
    }

    fn each(&mut self, head: &'static str) -> Result<Step, Refused> {
        let (name, list) = head.split_once(" in ").ok_or("`for` without `in`")?;
        if name.contains(',') {
            return Err("`for` over keys and values is not read".to_owned());
        }
        let (body, end) = self.until(&["else", "endfor"])?;
        let none = if end == "else" { self.until(&["endfor"])?.0 } else { Vec::new() };
        Ok(Step::For(Name::of(name.trim()), expr(list)?, body, none))
    }

    fn part(&mut self, head: &'static str) -> Result<(), Refused> {
        let (name, params) = head.trim().strip_suffix(')').and_then(|head| head.split_once('(')).ok_or("a component without arguments")?;
        let mut tokens = tokens(params)?;
        let mut found = Vec::new();
        while let Some(token) = tokens.next() {
            let (implicit, name) = match token {
                Token::Sign("@") => (true, tokens.name()?),
                Token::Name(name) => (false, name),
                _ => return Err("a component's argument has no name".to_owned()),
            };
            if tokens.eat(":") {
                tokens.name()?;
            }
            let default = if tokens.eat("=") {
                match primary(&mut tokens)? {
                    Expr::Const(value) => Some(value),
                    _ => return Err("a component's argument is made of more than a constant".to_owned()),
                }
            } else {
                None
            };
            found.push(Param { name: Name::of(name), implicit, default });
            tokens.eat(",");
        }
        let (body, _) = self.until(&["endcomponent"])?;
        self.plan.parts.push((Name::of(name.trim()), Part { params: found, body }));
        Ok(())
    }
}

/// `<name a={expr} b="text"/>`.
fn part_call(inner: &'static str) -> Result<Step, Refused> {
    let mut tokens = tokens(inner)?;
    tokens.expect("<")?;
    let name = tokens.name()?;
    let mut args = Vec::new();
    while !tokens.eat("/") {
        let name = tokens.name()?;
        tokens.expect("=")?;
        let value = if tokens.eat("{") {
            let value = tokens.expr(0)?;
            tokens.expect("}")?;
            value
        } else {
            primary(&mut tokens)?
        };
        args.push((Name::of(name), value));
    }
    tokens.expect(">")?;
    tokens.end()?;
    Ok(Step::Part(Name::of(name), args))
}

fn quoted(text: &'static str) -> Result<&'static str, Refused> {
    let text = text.trim();
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).ok_or_else(|| format!("{text} is no template's name"))
}

fn expr(text: &'static str) -> Result<Expr, Refused> {
    let mut tokens = tokens(text)?;
    let expr = tokens.expr(0)?;
    tokens.end()?;
    Ok(expr)
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Name(&'static str),
    Text(&'static str),
    Int(i64),
    Number(f64),
    Sign(&'static str),
}

struct Tokens {
    list: Vec<Token>,
    at: usize,
}

const SIGNS: &[&str] =
    &["==", "!=", "<=", ">=", "(", ")", "[", "]", "{", "}", ",", ".", "|", "~", "+", "-", "*", "/", "<", ">", "=", ":", "@"];

fn tokens(text: &'static str) -> Result<Tokens, Refused> {
    let (mut list, mut rest) = (Vec::new(), text.trim_start());
    while let Some(first) = rest.chars().next() {
        let (token, length) = if first == '"' || first == '\'' {
            let inside = rest.get(1..).unwrap_or("");
            let end = inside.find(first).ok_or("a text without its end")?;
            let inside = inside.get(..end).unwrap_or("");
            if inside.contains('\\') {
                return Err("an escaped sign is not read".to_owned());
            }
            (Token::Text(inside), end + 2)
        } else if first.is_ascii_digit() {
            let length = rest.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(rest.len());
            let digits = rest.get(..length).unwrap_or("");
            let token = match digits.parse() {
                Ok(whole) => Token::Int(whole),
                Err(_) => Token::Number(digits.parse().map_err(|_| format!("{digits} is no number"))?),
            };
            (token, length)
        } else if first.is_ascii_alphabetic() || first == '_' {
            let length = rest.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_').unwrap_or(rest.len());
            (Token::Name(rest.get(..length).unwrap_or("")), length)
        } else {
            let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign)).ok_or_else(|| format!("`{first}` is not read"))?;
            (Token::Sign(sign), sign.len())
        };
        list.push(token);
        rest = rest.get(length..).unwrap_or("").trim_start();
    }
    Ok(Tokens { list, at: 0 })
}

impl Tokens {
    fn peek(&self) -> Option<Token> {
        self.list.get(self.at).copied()
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.peek();
        self.at += 1;
        token
    }

    fn eat(&mut self, sign: &str) -> bool {
        let is_there = match self.peek() {
            Some(Token::Sign(own) | Token::Name(own)) => own == sign,
            _ => false,
        };
        self.at += usize::from(is_there);
        is_there
    }

    fn expect(&mut self, sign: &str) -> Result<(), Refused> {
        if self.eat(sign) { Ok(()) } else { Err(format!("`{sign}` expected, found {:?}", self.peek())) }
    }

    fn name(&mut self) -> Result<&'static str, Refused> {
        match self.next() {
            Some(Token::Name(name)) => Ok(name),
            other => Err(format!("a name expected, found {other:?}")),
        }
    }

    fn end(&self) -> Result<(), Refused> {
        self.peek().map_or(Ok(()), |token| Err(format!("{token:?} is too much")))
    }

    /// Operators bind as in Tera: `or`, `and`, `is` and `in`, comparisons, `+ -`, `* ~`, `|`.
    fn expr(&mut self, least: u8) -> Result<Expr, Refused> {
        let mut left = if self.eat("not") { Expr::Not(Box::new(self.expr(5)?)) } else { primary(self)? };
        loop {
            let Some(token) = self.peek() else { return Ok(left) };
            let (two, bind) = match token {
                Token::Name("if") if least == 0 => {
                    self.at += 1;
                    let condition = self.expr(1)?;
                    self.expect("else")?;
                    let other = self.expr(0)?;
                    left = Expr::Either(Box::new(condition), Box::new(left), Box::new(other));
                    continue;
                }
                Token::Name("is") if 5 >= least => {
                    self.at += 1;
                    let negated = self.eat("not");
                    let test = self.name()?;
                    let test = Test::named(test).ok_or_else(|| format!("the test `{test}` is not read"))?;
                    left = Expr::Is(Box::new(left), test);
                    if negated {
                        left = Expr::Not(Box::new(left));
                    }
                    continue;
                }
                Token::Sign("|") if 17 >= least => {
                    self.at += 1;
                    let name = self.name()?;
                    let filter = Filter::named(name).ok_or_else(|| format!("the filter `{name}` is not read"))?;
                    let args = if self.eat("(") { self.args()? } else { Vec::new() };
                    left = Expr::Filter(Box::new(left), filter, args, Roots::default());
                    continue;
                }
                Token::Name("not") if 5 >= least && self.list.get(self.at + 1) == Some(&Token::Name("in")) => {
                    self.at += 2;
                    let right = self.expr(6)?;
                    left = Expr::Not(Box::new(Expr::Two(Two::In, Box::new(left), Box::new(right))));
                    continue;
                }
                Token::Name("in") => (Two::In, 5),
                Token::Name("or") => (Two::Or, 1),
                Token::Name("and") => (Two::And, 3),
                Token::Sign("==") => (Two::Equal, 7),
                Token::Sign("!=") => (Two::NotEqual, 7),
                Token::Sign("<") => (Two::Less, 7),
                Token::Sign("<=") => (Two::LessOrEqual, 7),
                Token::Sign(">") => (Two::Greater, 7),
                Token::Sign(">=") => (Two::GreaterOrEqual, 7),
                Token::Sign("+") => (Two::Add, 11),
                Token::Sign("-") => (Two::Subtract, 11),
                Token::Sign("*") => (Two::Multiply, 13),
                Token::Sign("~") => (Two::Concat, 13),
                _ => return Ok(left),
            };
            if bind < least {
                return Ok(left);
            }
            self.at += 1;
            let right = self.expr(bind + 1)?;
            left = Expr::Two(two, Box::new(left), Box::new(right));
        }
    }

    fn args(&mut self) -> Result<Args, Refused> {
        let mut args = Vec::new();
        while !self.eat(")") {
            let name = self.name()?;
            self.expect("=")?;
            args.push((Name::of(name), self.expr(0)?));
            if !self.eat(",") {
                self.expect(")")?;
                break;
            }
        }
        Ok(args)
    }
}

fn primary(tokens: &mut Tokens) -> Result<Expr, Refused> {
    Ok(match tokens.next() {
        Some(Token::Text(text)) => Expr::Const(Const::Text(Cow::Borrowed(text))),
        Some(Token::Int(n)) => Expr::Const(Const::Int(n)),
        Some(Token::Number(x)) => Expr::Const(Const::Number(x)),
        Some(Token::Name(word @ ("true" | "false"))) => Expr::Const(Const::Flag(word == "true")),
        Some(Token::Name("none")) => Expr::Const(Const::Nothing),
        Some(Token::Name(name)) if tokens.eat("(") => {
            Expr::Call(Function::named(name).ok_or_else(|| format!("the function `{name}` is not read"))?, tokens.args()?, Roots::default())
        }
        Some(Token::Name(name)) => {
            let mut fields = Vec::new();
            while tokens.eat(".") {
                fields.push(Sought::new(tokens.name()?));
            }
            if tokens.peek() == Some(Token::Sign("[")) {
                return Err("an index is not read".to_owned());
            }
            Expr::Path(Name::of(name), fields)
        }
        Some(Token::Sign("(")) => {
            let inner = tokens.expr(0)?;
            tokens.expect(")")?;
            inner
        }
        Some(Token::Sign("[")) => list(tokens)?,
        other => return Err(format!("a value expected, found {other:?}")),
    })
}

fn list(tokens: &mut Tokens) -> Result<Expr, Refused> {
    let mut items = Vec::new();
    while !tokens.eat("]") {
        let item = tokens.expr(0)?;
        if items.is_empty() && tokens.eat("for") {
            let name = tokens.name()?;
            tokens.expect("in")?;
            let of = tokens.expr(1)?;
            tokens.expect("]")?;
            return Ok(Expr::Each(Box::new(item), Name::of(name), Box::new(of)));
        }
        items.push(item);
        if !tokens.eat(",") {
            tokens.expect("]")?;
            break;
        }
    }
    Ok(Expr::List(items))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(name: &'static str, fields: &[&'static str]) -> Expr {
        Expr::Path(Name::of(name), fields.iter().map(|field| Sought::new(field)).collect())
    }

    #[test]
    fn white_space_goes_where_a_dash_stands() {
        let plan = read("a \n{%- if x -%} b {% endif %} c").expect("read");
        let inner = vec![(path("x", &[]), vec![Step::Text("b ".into())])];
        assert_eq!(plan.steps, [Step::Text("a".into()), Step::If(inner, Vec::new()), Step::Text(" c".into())]);
    }

    #[test]
    fn filters_bind_before_operators_and_those_before_choices() {
        let found = expr("a.b | length > 1 if c else d ~ \"x\"").expect("read");
        let length = Expr::Filter(Box::new(path("a", &["b"])), Filter::Length, Vec::new(), Roots::default());
        let more = Expr::Two(Two::Greater, Box::new(length), Box::new(Expr::Const(Const::Int(1))));
        let other = Expr::Two(Two::Concat, Box::new(path("d", &[])), Box::new(Expr::Const(Const::Text("x".into()))));
        assert_eq!(found, Expr::Either(Box::new(path("c", &[])), Box::new(more), Box::new(other)));
    }

    #[test]
    fn what_is_not_read_is_refused() {
        for text in [
            "{% macro x() %}",
            "{{ a[0] }}",
            "{% if a %}",
            "{{ a is odd }}",
            "{{ a | odd }}",
            "{{ odd() }}",
            "{{ a + }}",
            "{% endif %}",
            "{{ a",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
