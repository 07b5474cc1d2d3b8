//! Items in columns with the links between them, from left to right.
//!
//! The list beside says the same: the drawing holds no fact of its own.

use std::fmt::Write as _;

use super::escape;

/// Width of a column, of the room between two, and of the whole; heights of a box and of the head.
const BOX: i32 = 176;
const GAP: i32 = 48;
const TALL: i32 = 58;
const STEP: i32 = 72;
const HEAD: i32 = 34;
/// Letters of a line of a title, and its lines.
const LETTERS: usize = 25;
const LINES: usize = 3;

/// A box of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boxed {
    /// Where it leads.
    pub href: String,
    /// Its title.
    pub title: String,
}

/// Where a box is: its column and its rank in it.
pub type At = (usize, usize);

/// The drawing; nothing when there is no box. `links` go from a box to another, each by column and rank.
pub fn columns(heads: &[String], boxes: &[Vec<Boxed>], links: &[(At, At)], label: &str) -> Option<String> {
    let tallest = boxes.iter().map(Vec::len).max().filter(|tallest| *tallest > 0)?;
    let width = boxes.len() as i32 * (BOX + GAP) - GAP + 4;
    let height = HEAD + tallest as i32 * STEP;
    let left = |column: usize| 2 + column as i32 * (BOX + GAP);
    let top = |rank: usize| HEAD + rank as i32 * STEP;
    let mut svg = format!(
        r#"<svg class="mq-columns" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" aria-label="{}">"#,
        escape(label)
    );
    for (column, head) in heads.iter().enumerate() {
        let _ = write!(svg, r#"<text class="mq-columns__head" x="{}" y="18">{}</text>"#, left(column), escape(head));
    }
    svg.push_str(r#"<g aria-hidden="true">"#);
    for ((from, a), (to, b)) in links {
        let (x, y) = (left(*from) + BOX, top(*a) + TALL / 2);
        let (to_x, to_y) = (left(*to), top(*b) + TALL / 2);
        let middle = (x + to_x) / 2;
        let _ = write!(svg, r#"<path d="M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}"/>"#);
    }
    svg.push_str("</g>");
    for (column, list) in boxes.iter().enumerate() {
        for (rank, one) in list.iter().enumerate() {
            let (x, y) = (left(column), top(rank));
            // Its name is what is read in it; the list beside has the whole title.
            let _ = write!(
                svg,
                r#"<a href="{}"><rect class="mq-columns__{column}" x="{x}" y="{y}" width="{BOX}" height="{TALL}"/><text>"#,
                escape(&one.href)
            );
            for (line, text) in lines(&one.title).iter().enumerate() {
                let (x, y) = (x + 10, y + 18 + line as i32 * 16);
                let _ = write!(svg, r#"<tspan x="{x}" y="{y}">{}</tspan> "#, escape(text));
            }
            svg.push_str("</text>");
            svg.push_str("</a>");
        }
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// A title in lines of whole words; what does not fit is cut with a mark.
fn lines(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let cut = |word: &str| word.chars().take(LETTERS).collect::<String>();
    for word in title.split_whitespace().map(cut) {
        let is_full = lines.len() == LINES;
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LETTERS => {
                line.push(' ');
                line.push_str(&word);
            }
            Some(line) if is_full => {
                *line = line.chars().take(LETTERS - 1).chain(['…']).collect();
                return lines;
            }
            _ => lines.push(word),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(title: &str) -> Boxed {
        Boxed { href: "/fr/fils/a".into(), title: title.into() }
    }

    #[test]
    fn each_box_is_a_link_with_its_words_and_each_link_a_line() {
        let boxes = [vec![one("La <halle>"), one("L'eau")], vec![one("Rouvrir la halle le soir et le dimanche matin")]];
        let svg = columns(&["Défis".into(), "Actions".into()], &boxes, &[((0, 0), (1, 0))], "Le fil").unwrap();
        assert!(svg.contains(">La &lt;halle&gt;</tspan>") && !svg.contains("<halle>"), "{svg}");
        assert_eq!(svg.matches("<path").count(), 1);
        assert_eq!(svg.matches("<a ").count(), 3);
        assert_eq!(columns(&["Défis".into()], &[Vec::new()], &[], "Le fil"), None);
    }

    #[test]
    fn a_long_title_is_cut_at_words_and_never_beyond_its_lines() {
        assert_eq!(lines("Rouvrir la halle le soir et le dimanche"), ["Rouvrir la halle le soir", "et le dimanche"]);
        let long = "mot ".repeat(80);
        let cut = lines(&long);
        assert_eq!(cut.len(), LINES);
        assert!(cut[LINES - 1].ends_with('…') && cut.iter().all(|line| line.chars().count() <= LETTERS));
    }
}
