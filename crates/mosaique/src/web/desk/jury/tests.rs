//! The jury, asked as a browser asks.
