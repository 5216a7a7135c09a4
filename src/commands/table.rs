//! Columns that line up, also where names are Chinese.

use super::terminal::harmless;
use unicode_width::UnicodeWidthStr;

/// Space between two columns, in cells.
const GAP: usize = 2;

/// Lays rows out in columns as wide as their widest cell; each line comes without
/// trailing space. A cell that is missing is empty.
pub fn lay_out(rows: &[Vec<String>]) -> Vec<String> {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| harmless(cell).into_owned()).collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width_of = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width_of).collect();
    rows.iter().map(|row| line(row, &widths)).collect()
}

fn line(row: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        line.push_str(cell);
        line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + GAP));
    }
    line.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::lay_out;

    #[test]
    fn han_takes_two_cells() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let lines = lay_out(&[row(["张伟", "due", "x"]), row(["Ada M", "quiet", ""])]);
        assert_eq!(lines, ["张伟   due    x", "Ada M  quiet"]);
    }
}
