//! Columns that line up, also where names are Chinese.

use super::terminal::harmless;
use anstyle::Style;
use unicode_width::UnicodeWidthStr;

/// Space between two columns, in cells of the terminal.
const GAP: usize = 2;

/// What stands in one place of a table.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    /// Words in a colour; the words alone must say it all.
    pub fn styled(text: &str, style: Style) -> Self {
        Self { text: harmless(text).into_owned(), style }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::styled(text, Style::new())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

/// Lays rows out in columns as wide as their widest cell; lines end with their
/// last word. A row may be shorter than others.
pub fn lay_out(rows: &[Vec<Cell>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width_of = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.text.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width_of).collect();
    rows.iter().map(|row| line(row, &widths)).collect()
}

fn line(row: &[Cell], widths: &[usize]) -> String {
    let said = row.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |last| last + 1);
    let mut line = String::new();
    for (at, (cell, width)) in row.iter().zip(widths).take(said).enumerate() {
        let style = cell.style;
        line.push_str(&format!("{style}{}{style:#}", cell.text));
        if at + 1 < said {
            line.push_str(&" ".repeat(width.saturating_sub(cell.text.width()) + GAP));
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_takes_two_cells() {
        let row = |cells: [&str; 3]| cells.map(Cell::from).to_vec();
        let lines = lay_out(&[row(["张伟", "due", "x"]), row(["Ada M", "quiet", ""])]);
        assert_eq!(lines, ["张伟   due    x", "Ada M  quiet"]);
    }

    #[test]
    fn colour_takes_no_room() {
        let bold = Style::new().bold();
        let lines = lay_out(&[vec![Cell::styled("a", bold), "x".into()], vec!["aaa".into(), "x".into()]]);
        assert_eq!(anstream::adapter::strip_str(&lines[0]).to_string(), "a    x");
    }
}
