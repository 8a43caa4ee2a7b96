//! What the tests share.

<<<<<<< HEAD
pub mod clinic;
=======
pub mod desk;
>>>>>>> 9f726fe (app: journeys of the first run and of locking (work in progress))
pub mod picture;
