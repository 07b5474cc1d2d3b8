//! The address of a page as a square to photograph (ISO/IEC 18004), for who holds the paper.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use crate::chart::escape;

/// Light modules left around the drawing, as the norm asks.
const QUIET: usize = 4;

/// An address as SVG, one unit a module; `label` says where it leads. Nothing when it is too long to be written so.
///
/// The level of correction is M: one part in seven may be lost, as on a creased sheet.
pub fn qr(address: &str, label: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let colors = code.to_colors();
    let mut d = String::new();
    for (row, line) in colors.chunks(width).enumerate() {
        let mut column = 0;
        while column < width {
            let start = column;
            while column < width && line[column] == Color::Dark {
                column += 1;
            }
            if column > start {
                let run = column - start;
                let _ = write!(d, "M{} {}h{run}v1h-{run}z", start + QUIET, row + QUIET);
            }
            column += 1;
        }
    }
    let side = width + 2 * QUIET;
    Some(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{pixels}" height="{pixels}" role="img" aria-label="{}"><rect width="{side}" height="{side}" fill="#fff"/><path fill="#000" d="{d}"/></svg>"##,
        escape(label),
        pixels = side * 6,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_square_with_its_three_corners_and_a_quiet_margin() {
        let svg = qr("https://mosaique.example/fr/territoires/16015", "Angoulême").unwrap();
        // 45 bytes at level M take version 4: 33 modules a side.
        assert!(svg.contains(r#"viewBox="0 0 41 41""#), "{svg}");
        // The first row of the drawing is the upper side of two corners, seven modules each.
        assert!(svg.contains("M4 4h7v1h-7z") && svg.contains("M30 4h7v1h-7z"), "{svg}");
        assert!(svg.contains("M4 30h7v1h-7z"), "the third corner is below");
        assert_eq!(qr(&"a".repeat(5_000), ""), None);
    }
}
