export interface CommunityGroup {
  readonly name: string
  readonly town: string
  readonly area: string
  readonly weekday: number
  readonly start: number
  readonly end: number
  readonly about: string
  readonly activity: string
}
const group = (
  activity: string,
  name: string,
  town: string,
  area: string,
  weekday: number,
  start: number,
  end: number,
  about: string,
) => ({
  activity,
  name,
  town,
  area,
  weekday,
  start,
  end,
  about,
})

/** Community activities that cost nothing: anyone may come. */
export const communityGroups: readonly CommunityGroup[] = [
  group(
    'Warm welcome café',
    'Silk Town Neighbours',
    'Macclesfield',
    'Macclesfield',
    2,
    600,
    720,
    'Tea, toast and company. No need to book.',
  ),
  group(
    'Walking group',
    'Bollington Striders',
    'Bollington',
    'Macclesfield',
    6,
    600,
    690,
    'A flat walk by the canal at an easy pace.',
  ),
  group('Choir for everyone', 'Prestbury Voices', 'Prestbury', 'Macclesfield', 4, 1110, 1200, 'No need to read music.'),
  group(
    'Community garden',
    'Crewe Green Fingers',
    'Crewe',
    'Crewe',
    3,
    840,
    960,
    'Raised beds that can be reached from a chair.',
  ),
  group('Board games evening', 'Junction Games', 'Crewe', 'Crewe', 5, 1110, 1230, 'Bring a game or learn one.'),
  group('Chair yoga', 'Haslington Stretch', 'Haslington', 'Crewe', 1, 840, 900, 'Gentle stretching, sitting down.'),
  group(
    'Repair café',
    'Mend It Congleton',
    'Congleton',
    'Congleton',
    6,
    600,
    750,
    'Mend things together; helpers welcome.',
  ),
  group(
    'Knit and natter',
    'Sandbach Stitchers',
    'Sandbach',
    'Congleton',
    2,
    840,
    930,
    'Wool and needles are there to borrow.',
  ),
  group(
    'Men’s shed',
    'Alsager Shed',
    'Alsager',
    'Congleton',
    4,
    570,
    720,
    'Woodwork at your own speed; women come too.',
  ),
  group('Memory singing', 'Nantwich Song Circle', 'Nantwich', 'Nantwich', 3, 630, 720, 'Songs people know by heart.'),
  group('Library friends', 'Audlem Readers', 'Audlem', 'Nantwich', 5, 840, 930, 'Reading aloud and talking about it.'),
  group(
    'Parkrun buddies',
    'Wilmslow Together',
    'Wilmslow',
    'Wilmslow',
    6,
    525,
    615,
    'Walk or run with someone beside you.',
  ),
  group(
    'Bowls for all',
    'Handforth Green',
    'Handforth',
    'Wilmslow',
    4,
    840,
    960,
    'Frames and ramps for anyone who wants them.',
  ),
  group('Canal boat trips', 'Poynton Waterways', 'Poynton', 'Poynton', 3, 600, 720, 'A wide boat with a lift.'),
  group(
    'Friendship lunch',
    'Knutsford Table',
    'Knutsford',
    'Knutsford',
    5,
    720,
    810,
    'A shared table in the church hall.',
  ),
]
