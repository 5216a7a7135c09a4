//! Where the sun stands: its apparent longitude, good to about half a second of arc from 1901 to 2099.
//!
//! The earth's heliocentric longitude is a sum of cosines (the leading terms of the planetary theory VSOP87), turned
//! to the sun's and corrected for nutation and aberration, as in any almanac. Half a second of arc is 12 seconds of
//! time, so in the past a solar term can fall on the wrong day only if it comes within that of midnight. Towards 2099
//! nobody yet knows how the earth will turn to better than a minute.
//!
//! Only `sin`, `cos` and the four operations are used; a last bit that differs between machines moves a term by less
//! than a microsecond.

/// Terms `amplitude · cos(phase + rate · τ)`: 1e-8 radians, radians, radians in a thousand years.
type Series = &'static [(f64, f64, f64)];

/// The sun's apparent longitude in degrees, 0 to 360, for a time in days since 2000-01-01 12:00 Terrestrial Time.
pub(super) fn apparent_longitude_degrees(days: f64) -> f64 {
    let millennia = days / 365_250.0;
    let earth = series(L0, millennia)
        + millennia * (series(L1, millennia) + millennia * (series(L2, millennia) + millennia * series(L3, millennia)));
    // Half a turn from the earth's longitude. The theory's equinox is 0.09033″ off the standard one, and drifts by
    // 0.29965″ a century against the precession adopted in 2006.
    let frame = -(0.090_33 + 0.299_65 * 10.0 * millennia) / 3600.0;
    let sun = (earth * 1e-8).to_degrees() + 180.0 + frame;
    (sun + nutation_degrees(days) + aberration_degrees(millennia)).rem_euclid(360.0)
}

/// Terrestrial Time minus Universal Time in seconds, for a time in days since 2000-01-01 12:00.
///
/// Measured values each ten years, straight lines between them; from 2030 on a guess that may be ten seconds off.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 20 just before")]
pub(super) fn delta_t_seconds(days: f64) -> f64 {
    const EACH_DECADE: [f64; 21] =
        [-2.7, 10.5, 21.2, 24.0, 24.3, 29.2, 33.2, 40.2, 50.5, 56.9, 63.8, 66.1, 69.4, 70.0, 72.0, 75.0, 78.0, 82.0, 86.0, 90.0, 95.0];
    let decades = ((days / 365.25 + 100.0) / 10.0).clamp(0.0, 20.0);
    let before = EACH_DECADE.get(decades.floor() as usize).copied().unwrap_or_default();
    let after = EACH_DECADE.get(decades.ceil() as usize).copied().unwrap_or_default();
    before + (after - before) * decades.fract()
}

fn series(terms: Series, millennia: f64) -> f64 {
    terms.iter().map(|(amplitude, phase, rate)| amplitude * (phase + rate * millennia).cos()).sum()
}

/// The wobble of the earth's axis, from the moon's node, and the mean longitudes and anomalies of sun and moon: the
/// ten largest terms, in seconds of arc.
fn nutation_degrees(days: f64) -> f64 {
    let centuries = days / 36_525.0;
    let angle = |start: f64, a_century: f64| (start + a_century * centuries).to_radians();
    let node = angle(125.044_52, -1_934.136_261);
    let (sun, sun_anomaly) = (angle(280.466_5, 36_000.769_8), angle(357.527_72, 35_999.050_34));
    let (moon, moon_anomaly) = (angle(218.316_5, 481_267.881_3), angle(134.962_98, 477_198.867_398));
    let terms = [
        (-17.199_6, node),
        (0.206_2, 2.0 * node),
        (-1.318_7, 2.0 * sun),
        (0.142_6, sun_anomaly),
        (-0.051_7, 2.0 * sun + sun_anomaly),
        (0.021_7, 2.0 * sun - sun_anomaly),
        (-0.227_4, 2.0 * moon),
        (0.071_2, moon_anomaly),
        (-0.038_6, 2.0 * moon - node),
        (-0.030_1, 2.0 * moon + moon_anomaly),
    ];
    terms.iter().map(|(seconds_of_arc, angle)| seconds_of_arc * angle.sin()).sum::<f64>() / 3600.0
}

/// Light takes eight minutes: the sun is seen where it was, 20.4898″ back at its mean distance.
fn aberration_degrees(millennia: f64) -> f64 {
    let distance = 1.000_14 + 0.016_707 * (3.098_463 + 6_283.075_85 * millennia).cos();
    -20.489_8 / 3600.0 / distance
}

const L0: Series = &[
    (175_347_046.0, 0.0, 0.0),
    (3_341_656.0, 4.669_256_8, 6_283.075_85),
    (34_894.0, 4.626_1, 12_566.151_7),
    (3_497.0, 2.744_1, 5_753.384_9),
    (3_418.0, 2.828_9, 3.523_1),
    (3_136.0, 3.627_7, 77_713.771_5),
    (2_676.0, 4.418_1, 7_860.419_4),
    (2_343.0, 6.135_2, 3_930.209_7),
    (1_324.0, 0.742_5, 11_506.769_8),
    (1_273.0, 2.037_1, 529.691),
    (1_199.0, 1.109_6, 1_577.343_5),
    (990.0, 5.233, 5_884.927),
    (902.0, 2.045, 26.298),
    (857.0, 3.508, 398.149),
    (780.0, 1.179, 5_223.694),
    (753.0, 2.533, 5_507.553),
    (505.0, 4.583, 18_849.228),
    (492.0, 4.205, 775.523),
    (357.0, 2.92, 0.067),
    (317.0, 5.849, 11_790.629),
    (284.0, 1.899, 796.298),
    (271.0, 0.315, 10_977.079),
    (243.0, 0.345, 5_486.778),
    (206.0, 4.806, 2_544.314),
    (205.0, 1.869, 5_573.143),
    (202.0, 2.458, 6_069.777),
    (156.0, 0.833, 213.299),
    (132.0, 3.411, 2_942.463),
    (126.0, 1.083, 20.775),
    (115.0, 0.645, 0.98),
    (103.0, 0.636, 4_694.003),
    (102.0, 0.976, 15_720.839),
    (102.0, 4.267, 7.114),
    (99.0, 6.21, 2_146.17),
    (98.0, 0.68, 155.42),
    (86.0, 5.98, 161_000.69),
    (85.0, 1.3, 6_275.96),
    (85.0, 3.67, 71_430.7),
    (80.0, 1.81, 17_260.15),
    (79.0, 3.04, 12_036.46),
    (75.0, 1.76, 5_088.63),
    (74.0, 3.5, 3_154.69),
    (74.0, 4.68, 801.82),
    (70.0, 0.83, 9_437.76),
    (62.0, 3.98, 8_827.39),
    (61.0, 1.82, 7_084.9),
    (57.0, 2.78, 6_286.6),
    (56.0, 4.39, 14_143.5),
    (56.0, 3.47, 6_279.55),
    (52.0, 0.19, 12_139.55),
    (52.0, 1.33, 1_748.02),
    (51.0, 0.28, 5_856.48),
    (49.0, 0.49, 1_194.45),
    (41.0, 5.37, 8_429.24),
    (41.0, 2.4, 19_651.05),
    (39.0, 6.17, 10_447.39),
    (37.0, 6.04, 10_213.29),
    (37.0, 2.57, 1_059.38),
    (36.0, 1.71, 2_352.87),
    (36.0, 1.78, 6_812.77),
    (33.0, 0.59, 17_789.85),
    (30.0, 0.44, 83_996.85),
    (30.0, 2.74, 1_349.87),
];

const L1: Series = &[
    (628_331_966_747.0, 0.0, 0.0),
    (206_059.0, 2.678_235, 6_283.075_85),
    (4_303.0, 2.635_1, 12_566.151_7),
    (425.0, 1.59, 3.523),
    (119.0, 5.796, 26.298),
    (109.0, 2.966, 1_577.344),
    (93.0, 2.59, 18_849.23),
    (72.0, 1.14, 529.69),
    (68.0, 1.87, 398.15),
    (67.0, 4.41, 5_507.55),
    (59.0, 2.89, 5_223.69),
    (56.0, 2.17, 155.42),
    (45.0, 0.4, 796.3),
    (36.0, 0.47, 775.52),
];

const L2: Series = &[(52_919.0, 0.0, 0.0), (8_720.0, 1.072_1, 6_283.075_8), (309.0, 0.867, 12_566.152)];

const L3: Series = &[(289.0, 5.844, 6_283.076)];

/// The mean motion of the sun, degrees a day.
pub(super) const DEGREES_A_DAY: f64 = 360.0 / 365.242_19;

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use super::*;

    #[test]
    fn the_mean_motion_is_the_series_own() {
        let turns_in_a_thousand_years = 628_331_966_747.0 * 1e-8 / TAU;
        assert!((turns_in_a_thousand_years * 360.0 / 365_250.0 - DEGREES_A_DAY).abs() < 1e-6);
    }

    #[test]
    fn a_worked_example() {
        // 1992-10-13 00:00 TT, a textbook's example: 199°54′21.8″ by the full theory.
        let found = apparent_longitude_degrees(2_448_908.5 - 2_451_545.0);
        let expected = 199.0 + 54.0 / 60.0 + 21.8 / 3600.0;
        assert!((found - expected).abs() < 2.0 / 3600.0, "{found}");
    }

    #[test]
    fn clock_differences() {
        assert!((delta_t_seconds(0.0) - 63.8).abs() < 0.1);
        assert!((delta_t_seconds(-1e9) + 2.7).abs() < 0.1);
        assert!((delta_t_seconds(1e9) - 95.0).abs() < 0.1);
    }
}
