//! No text breaks a parser of codes, and what parses reads back as itself.
#![no_main]

use std::fmt::{Debug, Display};
use std::str::FromStr;

use facts::{CommuneCode, DepartementCode, Period, RegionCode, Siren, Unit};

fn reads_back<T: FromStr<Err: Debug + Display> + Display + Debug + PartialEq>(text: &str) {
    match text.parse::<T>() {
        Ok(code) => assert_eq!(code.to_string().parse::<T>().unwrap(), code),
        Err(error) => assert!(error.to_string().contains("expected") || error.to_string().contains("control key")),
    }
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    reads_back::<CommuneCode>(text);
    reads_back::<DepartementCode>(text);
    reads_back::<RegionCode>(text);
    reads_back::<Siren>(text);
    reads_back::<Period>(text);
    reads_back::<Unit>(text);
});
