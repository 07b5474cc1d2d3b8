//! Columns of additive measures: one value for each commune of the map, or none.

/// A measure of every commune, in the order of the map. A commune without data has no value, never zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column<'a> {
    values: Values<'a>,
    valid: &'a [u8],
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Values<'a> {
    Whole(&'a [i32]),
    Real(&'a [f64]),
}

impl<'a> Column<'a> {
    /// The value of the commune at `index`.
    ///
    /// # Panics
    /// If `index` is not a commune of the map.
    #[inline]
    pub fn get(&self, index: usize) -> Option<f64> {
        if self.valid[index / 8] >> (index % 8) & 1 == 0 {
            return None;
        }
        Some(match self.values {
            Values::Whole(values) => f64::from(values[index]),
            Values::Real(values) => values[index],
        })
    }

    /// Number of communes, with data or without.
    pub fn len(&self) -> usize {
        match self.values {
            Values::Whole(values) => values.len(),
            Values::Real(values) => values.len(),
        }
    }

    /// Whether the map has no commune.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads a column written by [`encode`], for `communes` communes; nothing when it is malformed or holds a number
    /// that is not finite.
    pub(crate) fn decode(bytes: &'a [u8], communes: usize) -> Option<Column<'a>> {
        let (kind, rest) = bytes.split_at_checked(8)?;
        let mask = communes.div_ceil(8);
        let (valid, values) = rest.split_at_checked(mask.next_multiple_of(8))?;
        let values = match kind[0] {
            b'W' => Values::Whole(bytemuck::try_cast_slice(values.get(..communes.checked_mul(4)?)?).ok()?),
            b'R' => {
                let reals: &[f64] = bytemuck::try_cast_slice(values.get(..communes.checked_mul(8)?)?).ok()?;
                if reals.iter().any(|value| !value.is_finite()) {
                    return None;
                }
                Values::Real(reals)
            }
            _ => return None,
        };
        Some(Column { values, valid: &valid[..mask] })
    }
}

/// The bytes of a column: whole numbers on 4 bytes when all of them fit, reals on 8 otherwise.
///
/// # Panics
/// If a value is not finite: the engine refuses such values before they come here.
pub(crate) fn encode(values: &[Option<f64>]) -> Vec<u8> {
    let fits = |value: f64| value.fract() == 0.0 && value.abs() <= f64::from(i32::MAX);
    let whole = values.iter().flatten().all(|value| fits(*value));
    let mut bytes = vec![if whole { b'W' } else { b'R' }, 0, 0, 0, 0, 0, 0, 0];
    let mut valid = vec![0u8; values.len().div_ceil(8).next_multiple_of(8)];
    for (index, value) in values.iter().enumerate() {
        valid[index / 8] |= u8::from(value.is_some()) << (index % 8);
    }
    bytes.extend_from_slice(&valid);
    for value in values {
        let value = value.unwrap_or(0.0);
        assert!(value.is_finite(), "a measure is finite");
        if whole {
            bytes.extend_from_slice(&(value as i32).to_le_bytes());
        } else {
            bytes.extend_from_slice(&value.to_le_bytes());
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Eight-byte aligned copy, as the sections of an atlas are.
    fn aligned(bytes: &[u8]) -> Vec<u64> {
        let mut words = vec![0u64; bytes.len().div_ceil(8)];
        bytemuck::cast_slice_mut::<u64, u8>(&mut words)[..bytes.len()].copy_from_slice(bytes);
        words
    }

    #[test]
    fn an_absent_value_is_not_zero() {
        let words = aligned(&encode(&[Some(0.0), None, Some(12.0)]));
        let column = Column::decode(bytemuck::cast_slice(&words), 3).unwrap();
        assert_eq!([column.get(0), column.get(1), column.get(2)], [Some(0.0), None, Some(12.0)]);
    }

    #[test]
    fn whole_numbers_take_half_the_room_of_reals() {
        let whole = encode(&vec![Some(1.0); 800]).len();
        let real = encode(&vec![Some(1.5); 800]).len();
        assert_eq!((whole, real), (8 + 104 + 3200, 8 + 104 + 6400));
    }

    proptest! {
        #[test]
        fn columns_come_back_as_they_went(values in proptest::collection::vec(proptest::option::of(-1e12f64..1e12), 0..50)) {
            let words = aligned(&encode(&values));
            let column = Column::decode(bytemuck::cast_slice(&words), values.len()).unwrap();
            let back: Vec<_> = (0..values.len()).map(|index| column.get(index)).collect();
            prop_assert_eq!(back, values);
        }

        #[test]
        fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..100), communes in 0usize..50) {
            let words = aligned(&bytes);
            let _ = Column::decode(bytemuck::cast_slice(&words), communes);
        }
    }
}
