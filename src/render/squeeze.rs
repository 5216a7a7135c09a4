//! Our scripts as a page loads them: without indentation, comments, needless spaces and
//! ends of lines. It knows no more of the language than our own scripts use: a comment has
//! its line to itself, a text ends on its line, a statement that is no block ends with `;`.

/// Signs beside which a space says nothing. Not `-`: two in a row are another sign.
const SIGNS: &[u8] = b"=<>&|?:;,{}()[]+*!/";

/// A script without what says nothing.
pub(super) fn squeezed(script: &[u8]) -> Vec<u8> {
    let lines = script.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty() && !line.starts_with(b"//"));
    let mut all: Vec<u8> = Vec::with_capacity(script.len());
    let mut after_name = false;
    for line in lines {
        let line = squeezed_line(line);
        let names = line.starts_with(b"const") && line.ends_with(b";");
        // `const a = 1;` `const b = 2;` are one statement.
        let rest = if names && after_name { line.get(5..).unwrap_or_default().trim_ascii_start() } else { &line };
        if all.ends_with(b";") && rest.len() < line.len() {
            all.pop();
            all.push(b',');
        } else if all.ends_with(b";") && rest.starts_with(b"}") {
            all.pop();
        }
        all.extend_from_slice(rest);
        if !line.last().is_some_and(|byte| b";{,([}>&|?:".contains(byte)) {
            all.push(b'\n');
        }
        after_name = names;
    }
    all
}

/// A line without the spaces beside its signs, and `}` without a `;` before it.
fn squeezed_line(line: &[u8]) -> Vec<u8> {
    let is_sign = |byte: Option<&u8>| byte.is_some_and(|byte| SIGNS.contains(byte));
    let mut squeezed: Vec<u8> = Vec::with_capacity(line.len());
    // What ends the text or the pattern the byte stands in.
    let mut ends: Option<u8> = None;
    let mut bytes = line.iter().peekable();
    while let Some(&byte) = bytes.next() {
        if let Some(end) = ends {
            squeezed.push(byte);
            if byte == b'\\' {
                squeezed.extend(bytes.next());
            } else if byte == end {
                ends = None;
            }
            continue;
        }
        match byte {
            b' ' if is_sign(squeezed.last()) || is_sign(bytes.peek().copied()) => continue,
            b'"' | b'`' | b'\'' => ends = Some(byte),
            // A pattern stands where a value may begin; elsewhere it is a division.
            b'/' if squeezed.last().is_none_or(|before| b"(,=:[!&|?{;".contains(before)) => ends = Some(byte),
            b'}' if squeezed.ends_with(b";") => {
                squeezed.pop();
            }
            _ => {}
        }
        squeezed.push(byte);
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_lose_what_says_nothing() {
        let check = |script: &str, expected: &str| assert_eq!(String::from_utf8_lossy(&squeezed(script.as_bytes())), expected);
        check("// why\n  const { a } = b => \"x = y\" + c;\n\n", "const{a}=b=>\"x = y\"+c;");
        check("return a - b;\nfor (const x of [1, 2]) y(x)", "return a - b;for(const x of[1,2])y(x)\n");
        check("const r = / x\\/ /g, t = ` ${a} \\` `;", "const r=/ x\\/ /g,t=` ${a} \\` `;");
        check("const half = a / 2 / b;\nconst c = 1;\nlet d;\nconst e = 2;", "const half=a/2/b,c=1;let d;const e=2;");
        check("if (a) {\n  b();\n}\nelse c((d) => { e; });", "if(a){b()}else c((d)=>{e});");
        check("const f = a => {\n  b;\n};\nconst g = 1;", "const f=a=>{b};const g=1;");
    }
}
