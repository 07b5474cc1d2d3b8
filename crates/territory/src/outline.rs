//! Drawing communes: from the topology of the atlas to figures on a sheet.
//!
//! Arcs are simplified once, at the scale of the drawing, before figures are made of them: neighbours keep one border.

use std::collections::BTreeMap;

use atlas::contour::{ArcRef, Point, RESOLUTION};
use atlas::{CommuneIndex, FrenchMap, Topology};

use crate::knowledge::is_overseas;

/// A closed line on the sheet, in tenths of a unit; the last point is not repeated.
pub type Line = Vec<[i32; 2]>;

/// Communes drawn on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drawing {
    /// Width of the sheet, in units.
    pub width: u32,
    /// Height of the sheet, in units.
    pub height: u32,
    /// Each commune that has a contour, with its closed lines (even-odd rule).
    pub communes: Vec<(CommuneIndex, Vec<Line>)>,
    /// The outline of all of them together.
    pub outline: Vec<Line>,
    /// The outlines of groups of them, in the order asked.
    pub groups: Vec<Vec<Line>>,
    /// Communes without a contour, which are not drawn.
    pub absent: Vec<CommuneIndex>,
    /// What of the Earth it shows: its south-western and north-eastern corners, in the units of contours, and the width that
    /// was asked for.
    pub shows: Option<([Point; 2], u32)>,
}

/// Room left around what is drawn, in units.
const MARGIN: f64 = 2.0;

/// From the Earth to a sheet.
#[derive(Clone, Copy)]
struct Projection {
    low: Point,
    high: Point,
    squeeze: f64,
    scale: f64,
}

impl Projection {
    fn of([low, high]: [Point; 2], width: u32) -> Self {
        let middle = f64::from(low[1] + high[1]) / 2.0 * RESOLUTION;
        let squeeze = middle.to_radians().cos();
        let (extent_x, extent_y) =
            (f64::from(high[0] - low[0]).max(1.0) * squeeze, f64::from(high[1] - low[1]).max(1.0));
        let room = f64::from(width) - 2.0 * MARGIN;
        Self { low, high, squeeze, scale: (room / extent_x).min(room / extent_y) }
    }

    /// Width and height of the sheet, in units.
    fn sheet(&self) -> [u32; 2] {
        let extent_x = f64::from(self.high[0] - self.low[0]).max(1.0) * self.squeeze;
        let extent_y = f64::from(self.high[1] - self.low[1]).max(1.0);
        [extent_x, extent_y].map(|extent| (extent * self.scale + 2.0 * MARGIN).ceil() as u32)
    }

    /// A place on the sheet, in units; east and north are in the units of contours.
    fn place(&self, east: f64, north: f64) -> [f64; 2] {
        [
            MARGIN + (east - f64::from(self.low[0])) * self.squeeze * self.scale,
            MARGIN + (f64::from(self.high[1]) - north) * self.scale,
        ]
    }
}

impl Drawing {
    /// Where a point stands on the sheet, in units; nothing when it is outside of the sheet, or when nothing is drawn.
    pub fn place(&self, lon: f64, lat: f64) -> Option<[f64; 2]> {
        let (corners, width) = self.shows?;
        let [x, y] = Projection::of(corners, width).place(lon / RESOLUTION, lat / RESOLUTION);
        let inside = (0.0..=f64::from(self.width)).contains(&x) && (0.0..=f64::from(self.height)).contains(&y);
        inside.then_some([x, y])
    }
}

/// Points of a line closer than this to the last one kept are dropped, in tenths of a unit: under what the eye sees.
const CLOSEST: i64 = 9;
/// The same where communes are too many to be looked at one by one.
const CLOSEST_OF_MANY: i64 = 18;
/// From how many communes on.
const MANY: usize = 400;

/// Draws communes on a sheet `width` units wide and at most as high, in an equirectangular projection at their middle
/// latitude: angles and areas are true to the eye for a territory, up to a région. Of a set that reaches over several
/// oceans, what lies in mainland France is drawn, or else all of it.
pub fn draw(
    topology: &Topology,
    map: &FrenchMap,
    communes: &[CommuneIndex],
    groups: &[Vec<CommuneIndex>],
    width: u32,
) -> Drawing {
    let has_contour = |commune: &CommuneIndex| !topology.communes[*commune as usize].is_empty();
    let (drawn, absent): (Vec<CommuneIndex>, Vec<CommuneIndex>) =
        communes.iter().partition(|commune| has_contour(commune));
    let overseas = |commune: &CommuneIndex| is_overseas(map.at(*commune).code.as_str());
    let mainland: Vec<CommuneIndex> = drawn.iter().copied().filter(|commune| !overseas(commune)).collect();
    let drawn = if mainland.is_empty() || mainland.len() == drawn.len() { drawn } else { mainland };

    let points = || {
        let rings = drawn.iter().flat_map(|commune| &topology.communes[*commune as usize]);
        rings.flatten().flat_map(|reference| &topology.arcs[reference.arc as usize])
    };
    let (mut low, mut high): (Point, Point) = ([i32::MAX; 2], [i32::MIN; 2]);
    for point in points() {
        for axis in 0..2 {
            low[axis] = low[axis].min(point[axis]);
            high[axis] = high[axis].max(point[axis]);
        }
    }
    if drawn.is_empty() {
        return Drawing { absent: communes.to_vec(), ..Drawing::default() };
    }
    let projection = Projection::of([low, high], width);
    let place = |point: &Point| -> [i32; 2] {
        projection.place(f64::from(point[0]), f64::from(point[1])).map(|units| (units * 10.0).round() as i32)
    };
    let closest = if drawn.len() < MANY { CLOSEST } else { CLOSEST_OF_MANY };
    let mut arcs: BTreeMap<u32, Line> = BTreeMap::new();
    for reference in drawn.iter().flat_map(|commune| &topology.communes[*commune as usize]).flatten() {
        arcs.entry(reference.arc)
            .or_insert_with(|| simplify(topology.arcs[reference.arc as usize].iter().map(place), closest));
    }
    let line = |ring: &[ArcRef]| -> Option<Line> {
        let mut line: Line = Vec::new();
        for reference in ring {
            let arc = &arcs[&reference.arc];
            let last = arc.len() - 1;
            line.extend((0..last).map(|rank| if reference.reversed { arc[last - rank] } else { arc[rank] }));
        }
        line.dedup();
        if line.len() > 1 && line.first() == line.last() {
            line.pop();
        }
        (line.len() > 2).then_some(line)
    };
    let figures = drawn
        .iter()
        .map(|commune| (*commune, topology.communes[*commune as usize].iter().filter_map(|ring| line(ring)).collect()))
        .collect();
    let dissolved = |set: &[CommuneIndex]| dissolve(topology, set).iter().filter_map(|ring| line(ring)).collect();
    Drawing {
        width: projection.sheet()[0],
        height: projection.sheet()[1],
        communes: figures,
        outline: dissolved(&drawn),
        groups: groups
            .iter()
            .map(|group| {
                let group: Vec<CommuneIndex> =
                    group.iter().copied().filter(|c| drawn.binary_search(c).is_ok()).collect();
                dissolved(&group)
            })
            .collect(),
        absent,
        shows: Some(([low, high], width)),
    }
}

/// A part of France drawn beside the mainland, at a scale of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inset {
    /// Rank of its département.
    pub departement: usize,
    /// Left, top, width and height of its frame, in units.
    pub frame: [u32; 4],
}

/// All of France on one sheet: the mainland, and under it each overseas département in a frame of its own. Only groups are
/// drawn; `communes` and `outline` are empty.
pub fn france(topology: &Topology, map: &FrenchMap, groups: &[Vec<CommuneIndex>], width: u32) -> (Drawing, Vec<Inset>) {
    let overseas = |commune: &CommuneIndex| is_overseas(map.at(*commune).code.as_str());
    let mainland: Vec<CommuneIndex> =
        (0..map.communes.len() as CommuneIndex).filter(|commune| !overseas(commune)).collect();
    let mut sheet = draw(topology, map, &mainland, groups, width);
    let has_contour = |commune: &CommuneIndex| !topology.communes[*commune as usize].is_empty();
    let apart: Vec<usize> = (0..map.departements.len())
        .filter(|rank| {
            let communes = &map.departements[*rank].communes;
            communes.first().is_some_and(overseas) && communes.iter().any(has_contour)
        })
        .collect();
    let columns = apart.len().max(1) as u32;
    let side = (width - INSET_GAP * (columns - 1)) / columns;
    let top = sheet.height + INSET_GAP;
    let mut insets = Vec::new();
    for (column, rank) in apart.into_iter().enumerate() {
        let part = draw(topology, map, &map.departements[rank].communes, groups, side);
        let left = column as u32 * (side + INSET_GAP);
        // In the middle of its frame.
        let (across, down) = (left + (side - part.width.min(side)) / 2, top + (side - part.height.min(side)) / 2);
        let moved = |point: [i32; 2]| [point[0] + 10 * across as i32, point[1] + 10 * down as i32];
        for (group, lines) in sheet.groups.iter_mut().zip(part.groups) {
            group.extend(lines.into_iter().map(|line| line.into_iter().map(moved).collect::<Line>()));
        }
        insets.push(Inset { departement: rank, frame: [left, top, side, side] });
    }
    sheet.height = if insets.is_empty() { sheet.height } else { top + side };
    (sheet.communes, sheet.outline) = (Vec::new(), Vec::new());
    (sheet, insets)
}

/// Between the frames of a sheet, in units.
const INSET_GAP: u32 = 12;

/// The rings around a set of communes: the arcs that belong to an odd number of them, joined end to end.
pub fn dissolve(topology: &Topology, communes: &[CommuneIndex]) -> Vec<Vec<ArcRef>> {
    let mut uses: BTreeMap<u32, usize> = BTreeMap::new();
    for reference in communes.iter().flat_map(|commune| &topology.communes[*commune as usize]).flatten() {
        *uses.entry(reference.arc).or_default() += 1;
    }
    let border: Vec<u32> = uses.into_iter().filter(|(_, uses)| uses % 2 == 1).map(|(arc, _)| arc).collect();
    let ends = |arc: u32| {
        let points = &topology.arcs[arc as usize];
        (points[0], points[points.len() - 1])
    };
    let mut at: BTreeMap<Point, Vec<usize>> = BTreeMap::new();
    for (rank, arc) in border.iter().enumerate() {
        let (first, last) = ends(*arc);
        at.entry(first).or_default().push(rank);
        if first != last {
            at.entry(last).or_default().push(rank);
        }
    }
    let mut used = vec![false; border.len()];
    let mut rings = Vec::new();
    for start in 0..border.len() {
        if std::mem::replace(&mut used[start], true) {
            continue;
        }
        let (origin, mut end) = ends(border[start]);
        let mut ring = vec![ArcRef { arc: border[start], reversed: false }];
        while end != origin {
            // Rounded coordinates may make two nodes one, never leave an arc alone; if one were, the ring stays open there.
            let Some(next) = at[&end].iter().copied().find(|rank| !used[*rank]) else { break };
            used[next] = true;
            let (first, last) = ends(border[next]);
            let reversed = first != end;
            ring.push(ArcRef { arc: border[next], reversed });
            end = if reversed { first } else { last };
        }
        rings.push(ring);
    }
    rings
}

/// Drops the points too close to the last one kept; both ends stay, so that arcs still meet.
fn simplify(points: impl Iterator<Item = [i32; 2]>, closest: i64) -> Line {
    let mut line: Line = Vec::new();
    let mut last = None;
    for point in points {
        let far = line.last().is_none_or(|kept| {
            let (dx, dy) = (i64::from(point[0] - kept[0]), i64::from(point[1] - kept[1]));
            dx * dx + dy * dy >= closest * closest
        });
        last = Some(point);
        if far {
            line.push(point);
        }
    }
    // The end replaces the point it is too close to, but never the beginning.
    if let Some(end) = last.filter(|end| line.len() == 1 || line.last() != Some(end)) {
        if line.len() > 1 {
            line.pop();
        }
        line.push(end);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_kept_and_crowded_points_are_dropped() {
        let line = simplify([[0, 0], [1, 1], [2, 2], [40, 0], [41, 0], [80, 0]].into_iter(), 9);
        assert_eq!(line, [[0, 0], [40, 0], [80, 0]]);
        assert_eq!(simplify([[0, 0], [1, 0]].into_iter(), 9), [[0, 0], [1, 0]]);
    }

    #[test]
    fn two_neighbours_together_have_one_outline() {
        let arc = |arc, reversed| ArcRef { arc, reversed };
        let topology = Topology {
            arcs: vec![
                vec![[1, 0], [1, 1]],
                vec![[1, 1], [0, 1], [0, 0], [1, 0]],
                vec![[1, 0], [2, 0], [2, 1], [1, 1]],
            ],
            communes: vec![vec![vec![arc(0, false), arc(1, false)]], vec![vec![arc(2, false), arc(0, true)]]],
        };
        let rings = dissolve(&topology, &[0, 1]);
        assert_eq!(rings, [[arc(1, false), arc(2, false)]]);
        assert_eq!(dissolve(&topology, &[0]).len(), 1);
    }
}
