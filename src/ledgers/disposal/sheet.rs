//! 引き渡し・消去 on paper: what was done with a device's contents before it passed into other hands (S000-1.5).
