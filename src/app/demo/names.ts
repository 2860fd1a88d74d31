/** First names for invented people, by how they are usually heard and when they were usually given. None is anybody's. */
export const givenNames = {
  womanYounger:
    'Aaliyah Abigail Aisha Alice Amber Amelia Amy Anjali Bethany Bronwen Charlotte Chloe Daisy Danielle Ebony Eleanor Ellie Emily Emma Fatima Fern Gemma Georgia Grace Hannah Holly Imogen Isla Jade Jasmine Jessica Jodie Kayleigh Keira Kelly Laura Lauren Leah Lily Lucy Maisie Maryam Megan Mia Molly Naomi Natalie Niamh Olivia Paige Phoebe Poppy Priya Rachel Rebecca Rosie Ruby Sadia Samantha Sarah Shannon Sienna Sophie Stacey Summer Tamara Tia Victoria Yasmin Zara Zoe'.split(
      ' ',
    ),
  manYounger:
    'Aaron Adam Aiden Alex Ali Andrew Anthony Arjun Ben Bradley Callum Cameron Charlie Christopher Connor Craig Daniel Darren David Dean Declan Dylan Edward Elliot Ethan Ewan Finlay Gareth George Harry Hassan Ibrahim Isaac Jack Jacob Jake James Jamie Jamal Jason Joel Jordan Joseph Joshua Kai Kieran Kyle Leon Lewis Liam Logan Luke Marcus Mark Matthew Michael Mohammed Nathan Neil Oliver Omar Owen Patrick Paul Peter Rhys Robert Ryan Samuel Scott Sean Simon Stephen Stuart Theo Thomas Toby Tom Tyler William Zac'.split(
      ' ',
    ),
  womanOlder:
    'Ada Agnes Alma Amina Audrey Barbara Beryl Betty Brenda Carol Christine Constance Cynthia Daphne Doreen Doris Dorothy Edith Eileen Elsie Enid Eunice Evelyn Freda Gladys Glenys Gwen Hazel Hilda Irene Iris Ivy Janet Jean Joan Joyce June Kathleen Lilian Linda Lorna Mabel Margaret Marjorie Mary Maureen Mavis Mildred Miriam Muriel Nora Norma Olive Pamela Patricia Pauline Peggy Phyllis Rita Rosemary Ruth Sheila Shirley Sylvia Thelma Valerie Vera Veronica Winifred Yvonne'.split(
      ' ',
    ),
  manOlder:
    'Albert Alan Alfred Archie Arnold Arthur Barry Basil Bernard Brian Cecil Clifford Colin Cyril Dennis Derek Desmond Donald Douglas Edwin Eric Ernest Francis Frank Fred Geoffrey Gerald Gilbert Gordon Graham Harold Herbert Howard Hugh Ivor Jack Joe John Keith Ken Lawrence Len Leslie Malcolm Maurice Mervyn Nigel Norman Percy Philip Ralph Ray Reginald Roger Ron Roy Sidney Stanley Terence Trevor Vernon Victor Walter Wilfred Winston'.split(
      ' ',
    ),
} as const

/** Family names, a mix as wide as a northern English county's; paired with a first name by chance. */
export const familyNames =
  'Abbott Acton Adams Adeyemi Ahmed Akhtar Allcock Appleby Ashcroft Ashworth Bagshaw Bailey Baldwin Barber Barlow Barton Beech Begum Bentley Birch Bloor Booth Bostock Bowyer Bradbury Brereton Brierley Broadhurst Brocklehurst Brookes Brough Burgess Bytheway Campbell Cartwright Chadwick Chan Chaudhry Cheetham Clarke Clough Cooke Cookson Cotterill Cragg Crowther Dale Darlington Davenport Davies Dean Dhillon Dodd Downes Dutton Eardley Eaton Edge Ellison Evans Fallows Farrell Fernandes Finney Fletcher Foden Foster Furnival Garside Gaskell Gee Gibbons Goodier Gosling Gould Goulding Greatbatch Greenwood Gupta Hackney Hallam Hammond Hancock Hargreaves Harrop Hassall Hayes Heath Henshaw Heywood Higginbotham Hilditch Hobson Holland Holt Hough Hulme Hussain Ikin Irlam Jackson Jervis Johnson Jolley Jones Kaur Kennerley Kettle Khan Kirkham Knott Kowalski Latham Leech Leigh Lightfoot Lomas Longden Lowe Lunt Maddock Malkin Marsland Massey Mellor Mistry Mitchell Mottram Moss Mulligan Murphy Nadin Naylor Newall Nixon Nowak Oakes Oakley Okafor Ollerenshaw Openshaw Owen Parekh Patel Peake Pemberton Percival Pickering Pimlott Plant Pointon Potts Povey Preston Proudlove Rahman Ratcliffe Rawlinson Reid Renshaw Rhodes Ridgway Rigby Robinson Rowbotham Rowley Sant Savage Shaw Sherratt Shufflebotham Siddall Sidebottom Simcock Singh Slater Snelson Stanier Statham Stubbs Sutton Swindells Tatton Thorley Thornhill Tideswell Timperley Tomkinson Trickett Tunnicliffe Turnock Twemlow Unwin Vernon Wainwright Walley Warburton Wardle Whalley Wheatcroft Whitehurst Whittaker Wild Willett Winterbottom Wood Worrall Worthington Wragg Yarwood Yates Zaman'.split(
    ' ',
  )

const streetFirst =
  'Alder Bluebell Bobbin Brindle Catkin Clover Cobbler Copperas Dipper Dunnock Elderflower Fennel Foxglove Goldcrest Hazelnut Kestrel Lapwing Larkspur Linnet Marigold Meadowsweet Mulberry Nettle Old Loom Otter Primrose Quince Redwing Ropewalk Rowan Saltmaker Sandpiper Shuttle Silkworm Skylark Sorrel Spindle Teasel Thistle Tansy Waxwing Weaver Whinchat Woodlark Yarrow'.split(
    ' ',
  )
const streetLast =
  'Avenue Bank Close Court Croft Drive Fold Gardens Green Grove Lane Mews Place Rise Road Row Street Terrace Walk Way'.split(
    ' ',
  )

/** Streets that stand on no map: each a first and a last part. */
export const streets = streetFirst.flatMap((first) => streetLast.map((last) => `${first} ${last}`))

/** First parts of the postcodes of each town; the second part uses letters no real postcode ends in. */
export const outwardCodes: Readonly<Record<string, string>> = {
  Macclesfield: 'SK11',
  Bollington: 'SK10',
  Prestbury: 'SK10',
  Crewe: 'CW1',
  Haslington: 'CW1',
  Shavington: 'CW2',
  Congleton: 'CW12',
  Sandbach: 'CW11',
  Middlewich: 'CW10',
  Alsager: 'ST7',
  'Holmes Chapel': 'CW4',
  Knutsford: 'WA16',
  Nantwich: 'CW5',
  Audlem: 'CW3',
  Bunbury: 'CW6',
  Poynton: 'SK12',
  Disley: 'SK12',
  Wilmslow: 'SK9',
  Handforth: 'SK9',
  'Alderley Edge': 'SK9',
}

/** Royal Mail never ends a postcode in these letters, so a postcode made with them can be nobody's. */
export const impossibleEndings = ['CK', 'CM', 'KM', 'MO', 'OV', 'VC', 'MV', 'KO', 'OC', 'VK'] as const
