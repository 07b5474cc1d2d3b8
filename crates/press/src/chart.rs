//! Small drawings made of a few figures.

use std::fmt::Write as _;

/// Where a territory stands between the lowest and the highest: a track, the half of the territories in the middle, and
/// a mark. `share` goes from 0 to 1; `label` says in words what is drawn.
pub fn strip(share: f64, label: &str) -> String {
    let at = 2.0 + share.clamp(0.0, 1.0) * 236.0;
    let mut svg = format!(r#"<svg viewBox="0 0 240 22" role="img" aria-label="{}">"#, escape(label));
    svg.push_str(r#"<rect class="mq-strip__track" x="2" y="6" width="236" height="10"/>"#);
    svg.push_str(r#"<rect class="mq-strip__band" x="61" y="6" width="118" height="10"/>"#);
    svg.push_str(r#"<path class="mq-strip__median" d="M120 3v16"/>"#);
    let _ = write!(svg, r#"<path class="mq-strip__mark" d="M{at:.1} 0l6 11-6 11-6-11z"/></svg>"#);
    svg
}

/// Text as it stands in XML.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // XML has no way to write the other control characters.
            letter if letter.is_control() && letter != '\n' && letter != '\t' => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_stays_on_the_track_and_words_cannot_close_the_drawing() {
        assert!(strip(0.0, "").contains("M2.0 0"));
        assert!(strip(7.0, "").contains("M238.0 0"));
        assert!(strip(0.5, "\"><script>").contains("&quot;&gt;&lt;script&gt;"));
    }
}
