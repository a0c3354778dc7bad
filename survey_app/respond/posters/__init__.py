"""Links and posters: a sheet to put on a wall, with the address and QR code of a link of its own."""
