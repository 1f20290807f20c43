/* places.h - where a unit may stand on the cheapest path: 研究 is B2 E2, 长江大桥 is B4 M4 M4 E4. */
#ifndef SEGMENT_LATTICE_PLACES_H
#define SEGMENT_LATTICE_PLACES_H

/* Places on the path, of words of so many units. */
enum {
    SEG_PLACE_B2,
    SEG_PLACE_B3,
    SEG_PLACE_B4,
    SEG_PLACE_M3,
    SEG_PLACE_M4,
    SEG_PLACE_E2,
    SEG_PLACE_E3,
    SEG_PLACE_E4,
    SEG_PLACE_S
};

#endif
