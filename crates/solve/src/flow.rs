//! The cheapest way to send as much as can be through a network of capacities: who is given what, when each link has a
//! price.
//!
//! Shortest paths one after the other, with prices of nodes (potentials) that keep every reduced cost at zero or above, so
//! that each path is found by Dijkstra's algorithm. Exact: amounts and costs are whole numbers. The answer holds its proof,
//! which [`Flow::is_proved`] checks without trusting how it was found.
//!
//! # References
//! Ahuja, Magnanti, Orlin (1993), *Network Flows*, 9.7: successive shortest path algorithm; theorem 9.3: a flow is of least
//! cost if and only if some potentials leave no arc of negative reduced cost in the residual network.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fmt;

/// Largest cost of an arc, either sign: criteria that each weigh more than all that follow make large numbers, and sums over a
/// flow of a million still hold.
pub const DEAREST: i128 = 1 << 90;

/// Nodes, and arcs that carry at most their capacity at a cost per unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Network {
    nodes: usize,
    arcs: Vec<Arc>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Arc {
    from: usize,
    to: usize,
    capacity: i64,
    cost: i128,
}

/// What goes through a network, and why nothing more or cheaper does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// How much goes from the source to the sink.
    pub amount: i64,
    /// What it costs in all.
    pub cost: i128,
    /// What goes through each arc, in the order in which they were added.
    pub through: Vec<i64>,
    /// The price of each node: with it, no arc that could still carry has a negative reduced cost.
    pub potentials: Vec<i128>,
}

/// Why a network has no cheapest flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NegativeCycle;

impl fmt::Display for NegativeCycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a cycle of arcs costs less than nothing: no flow is the cheapest one")
    }
}

impl std::error::Error for NegativeCycle {}

impl Network {
    /// A network of nodes numbered from 0, without arcs.
    pub fn new(nodes: usize) -> Self {
        Self { nodes, arcs: Vec::new() }
    }

    /// Adds an arc, and gives its number. `cost` is per unit, and may be negative.
    ///
    /// # Panics
    /// When a node is not there, the capacity is negative or the cost is beyond [`DEAREST`]: the caller built it wrong.
    pub fn arc(&mut self, from: usize, to: usize, capacity: i64, cost: i128) -> usize {
        assert!(from < self.nodes && to < self.nodes, "arc {from} → {to} in a network of {} nodes", self.nodes);
        assert!(capacity >= 0 && cost.abs() <= DEAREST, "capacity {capacity}, cost {cost}");
        self.arcs.push(Arc { from, to, capacity, cost });
        self.arcs.len() - 1
    }

    /// As much as can be, up to `wanted`, from `source` to `sink`, at the least cost. Arcs of the same cost are taken in the
    /// order in which they were added: who shuffles them by a seed chooses among equals, and chooses again the same.
    ///
    /// # Errors
    /// [`NegativeCycle`].
    pub fn cheapest(&self, source: usize, sink: usize, wanted: i64) -> Result<Flow, NegativeCycle> {
        let mut residual = Residual::of(self);
        let mut potentials = residual.first_potentials(self.nodes)?;
        let mut amount = 0;
        while amount < wanted && source != sink {
            let (distances, last) = residual.distances(source, &potentials);
            let reached = distances[sink];
            // Nodes beyond the sink, or out of reach, take its distance: reduced costs stay at zero or above.
            let most = match reached {
                Some(reached) => reached,
                None => distances.iter().flatten().copied().max().unwrap_or(0),
            };
            for (potential, distance) in potentials.iter_mut().zip(&distances) {
                *potential += distance.map_or(most, |distance| distance.min(most));
            }
            if reached.is_none() {
                break;
            }
            let mut path = Vec::new();
            let mut node = sink;
            while let Some(half) = last[node].filter(|_| node != source) {
                path.push(half);
                node = residual.halves[half ^ 1].to;
            }
            let room = path.iter().map(|half| residual.halves[*half].room).min().unwrap_or(0).min(wanted - amount);
            for half in path {
                residual.halves[half].room -= room;
                residual.halves[half ^ 1].room += room;
            }
            amount += room;
        }
        let through: Vec<i64> = (0..self.arcs.len()).map(|arc| residual.halves[2 * arc + 1].room).collect();
        let cost = through.iter().zip(&self.arcs).map(|(amount, arc)| i128::from(*amount) * arc.cost).sum();
        Ok(Flow { amount, cost, through, potentials })
    }
}

impl Flow {
    /// Whether this is a flow of `network` from `source` to `sink` that nothing beats: capacities are kept, nothing is lost on
    /// the way, its potentials prove that no flow of the same amount costs less, and, when it is less than `wanted`, that
    /// no path is left.
    pub fn is_proved(&self, network: &Network, source: usize, sink: usize, wanted: i64) -> bool {
        if self.through.len() != network.arcs.len() || self.potentials.len() != network.nodes {
            return false;
        }
        let mut kept = vec![0_i64; network.nodes];
        let mut reached = vec![false; network.nodes];
        let mut cost = 0;
        for (arc, through) in network.arcs.iter().zip(&self.through) {
            if *through < 0 || *through > arc.capacity {
                return false;
            }
            kept[arc.from] -= through;
            kept[arc.to] += through;
            cost += i128::from(*through) * arc.cost;
            let reduced = arc.cost + self.potentials[arc.from] - self.potentials[arc.to];
            if (*through < arc.capacity && reduced < 0) || (*through > 0 && reduced > 0) {
                return false;
            }
        }
        let balanced = (0..network.nodes).all(|node| {
            kept[node]
                == match node {
                    node if source == sink || (node != source && node != sink) => 0,
                    node if node == source => -self.amount,
                    _ => self.amount,
                }
        });
        if !balanced || cost != self.cost || self.amount > wanted {
            return false;
        }
        if self.amount == wanted || source == sink {
            return true;
        }
        reached[source] = true;
        let mut grows = true;
        while grows {
            grows = false;
            for (arc, through) in network.arcs.iter().zip(&self.through) {
                let ways = [(arc.from, arc.to, *through < arc.capacity), (arc.to, arc.from, *through > 0)];
                for (from, to, is_open) in ways {
                    if is_open && reached[from] && !reached[to] {
                        reached[to] = true;
                        grows = true;
                    }
                }
            }
        }
        !reached[sink]
    }
}

/// An arc as it is walked, one way or back: those of arc `a` are `2a` and `2a + 1`.
struct Half {
    to: usize,
    room: i64,
    cost: i128,
}

struct Residual {
    halves: Vec<Half>,
    /// The halves that leave each node.
    out: Vec<Vec<usize>>,
}

impl Residual {
    fn of(network: &Network) -> Self {
        let mut residual = Self { halves: Vec::new(), out: vec![Vec::new(); network.nodes] };
        for arc in &network.arcs {
            residual.out[arc.from].push(residual.halves.len());
            residual.halves.push(Half { to: arc.to, room: arc.capacity, cost: arc.cost });
            residual.out[arc.to].push(residual.halves.len());
            residual.halves.push(Half { to: arc.from, room: 0, cost: -arc.cost });
        }
        residual
    }

    /// Prices that leave no negative reduced cost before anything flows: distances from a node that leads to all (Bellman).
    fn first_potentials(&self, nodes: usize) -> Result<Vec<i128>, NegativeCycle> {
        let mut potentials = vec![0_i128; nodes];
        for _ in 0..=nodes {
            let mut changed = false;
            for (from, halves) in self.out.iter().enumerate() {
                for half in halves.iter().map(|half| &self.halves[*half]).filter(|half| half.room > 0) {
                    let cheaper = potentials[from] + half.cost;
                    if cheaper < potentials[half.to] {
                        potentials[half.to] = cheaper;
                        changed = true;
                    }
                }
            }
            if !changed {
                return Ok(potentials);
            }
        }
        Err(NegativeCycle)
    }

    /// Distances from `source` by reduced costs, and the half by which each node is reached.
    fn distances(&self, source: usize, potentials: &[i128]) -> (Vec<Option<i128>>, Vec<Option<usize>>) {
        let mut distances = vec![None; self.out.len()];
        let mut last = vec![None; self.out.len()];
        let mut heap = BinaryHeap::from([Reverse((0_i128, source))]);
        distances[source] = Some(0);
        while let Some(Reverse((distance, node))) = heap.pop() {
            if distances[node].is_some_and(|known| known < distance) {
                continue;
            }
            for index in &self.out[node] {
                let half = &self.halves[*index];
                if half.room == 0 {
                    continue;
                }
                let farther = distance + half.cost + potentials[node] - potentials[half.to];
                if distances[half.to].is_none_or(|known| farther < known) {
                    distances[half.to] = Some(farther);
                    last[half.to] = Some(*index);
                    heap.push(Reverse((farther, half.to)));
                }
            }
        }
        (distances, last)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_cheapest_flow_of_a_network_solved_by_hand() {
        // Two paths 0 → 3: by 1 (cost 1 + 1, room 2) and by 2 (cost 2 + 1, room 2); a bridge 1 → 2 of cost 0.
        let mut network = Network::new(4);
        for (from, to, capacity, cost) in [(0, 1, 3, 1), (0, 2, 1, 2), (1, 3, 2, 1), (2, 3, 2, 1), (1, 2, 1, 0)] {
            network.arc(from, to, capacity, cost);
        }
        let flow = network.cheapest(0, 3, 10).unwrap();
        // 2 by 1 (4), 1 by the bridge (2), 1 by 2 (3).
        assert_eq!((flow.amount, flow.cost), (4, 9));
        assert_eq!(flow.through, [3, 1, 2, 2, 1]);
        assert!(flow.is_proved(&network, 0, 3, 10));
        let less = network.cheapest(0, 3, 2).unwrap();
        assert_eq!((less.amount, less.cost), (2, 4));
        assert!(less.is_proved(&network, 0, 3, 2));
    }

    #[test]
    fn a_better_arc_taken_later_sends_back_what_was_sent_first() {
        // 0 → 1 and 0 → 2, 1 and 2 → 3 or 4, each at most once, all to 5: the cheapest first choice must be undone.
        let mut network = Network::new(6);
        let arcs = [(0, 1, 1, 0), (0, 2, 1, 0), (1, 3, 1, 1), (1, 4, 1, 2), (2, 3, 1, 1), (3, 5, 1, 0), (4, 5, 1, 0)];
        for (from, to, capacity, cost) in arcs {
            network.arc(from, to, capacity, cost);
        }
        let flow = network.cheapest(0, 5, 2).unwrap();
        assert_eq!((flow.amount, flow.cost), (2, 3));
        assert!(flow.is_proved(&network, 0, 5, 2));
    }

    #[test]
    fn negative_costs_are_taken_and_a_negative_cycle_is_told() {
        let mut network = Network::new(3);
        network.arc(0, 1, 2, -5);
        network.arc(1, 2, 1, 3);
        let flow = network.cheapest(0, 2, 5).unwrap();
        assert_eq!((flow.amount, flow.cost), (1, -2));
        assert!(flow.is_proved(&network, 0, 2, 5));
        network.arc(2, 0, 1, 1);
        assert_eq!(network.cheapest(0, 2, 5), Err(NegativeCycle));
    }

    #[test]
    fn nothing_flows_where_there_is_no_way_and_it_is_proved() {
        let mut network = Network::new(3);
        network.arc(0, 1, 4, 1);
        let flow = network.cheapest(0, 2, 3).unwrap();
        assert_eq!((flow.amount, flow.cost), (0, 0));
        assert!(flow.is_proved(&network, 0, 2, 3));
        let mut other = flow.clone();
        other.amount = 1;
        assert!(!other.is_proved(&network, 0, 2, 3));
    }

    /// Every flow of a network with small capacities, tried one by one: the most, then the least cost.
    fn tried(network: &Network, source: usize, sink: usize, wanted: i64) -> (i64, i128) {
        fn walk(
            network: &Network,
            at: usize,
            kept: &mut Vec<i64>,
            cost: i128,
            ends: (usize, usize, i64),
            best: &mut Option<(i64, i128)>,
        ) {
            let (source, sink, wanted) = ends;
            if at == network.arcs.len() {
                let amount = kept[sink];
                let balanced = (0..kept.len()).all(|node| node == source || node == sink || kept[node] == 0);
                let is_flow = balanced && amount >= 0 && amount <= wanted && kept[source] == -amount;
                let better = |(most, least): (i64, i128)| amount > most || (amount == most && cost < least);
                if is_flow && best.is_none_or(better) {
                    *best = Some((amount, cost));
                }
                return;
            }
            let arc = network.arcs[at];
            for through in 0..=arc.capacity {
                kept[arc.from] -= through;
                kept[arc.to] += through;
                walk(network, at + 1, kept, cost + i128::from(through) * arc.cost, ends, best);
                kept[arc.from] += through;
                kept[arc.to] -= through;
            }
        }
        let mut best = None;
        walk(network, 0, &mut vec![0; network.nodes], 0, (source, sink, wanted), &mut best);
        best.unwrap()
    }

    proptest! {
        #[test]
        fn nothing_beats_the_flow_found_and_its_proof_holds(
            arcs in proptest::collection::vec((0_usize..5, 0_usize..5, 0_i64..3, 0_i128..7), 0..9),
            wanted in 0_i64..6,
        ) {
            let mut network = Network::new(5);
            for (from, to, capacity, cost) in arcs.into_iter().filter(|(from, to, ..)| from != to) {
                network.arc(from, to, capacity, cost);
            }
            let flow = network.cheapest(0, 4, wanted).unwrap();
            prop_assert!(flow.is_proved(&network, 0, 4, wanted));
            prop_assert_eq!((flow.amount, flow.cost), tried(&network, 0, 4, wanted));
        }
    }
}
