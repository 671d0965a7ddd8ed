// The emoji people use most, by Slack's short names; "a/b" are two names of one emoji.

export const GROUPS = [
  ["Smileys & people", `grinning 😀 smiley 😃 smile 😄 grin 😁 laughing/satisfied 😆 sweat_smile 😅 rolling_on_the_floor_laughing/rofl 🤣 joy 😂
    slightly_smiling_face 🙂 upside_down_face 🙃 melting_face 🫠 wink 😉 blush 😊 innocent 😇 smiling_face_with_3_hearts 🥰 heart_eyes 😍 star-struck 🤩
    kissing_heart 😘 kissing 😗 relaxed ☺️ yum 😋 stuck_out_tongue 😛 stuck_out_tongue_winking_eye 😜 zany_face 🤪 money_mouth_face 🤑 hugging_face 🤗
    face_with_hand_over_mouth 🤭 shushing_face 🤫 thinking_face/thinking 🤔 saluting_face 🫡 zipper_mouth_face 🤐 face_with_raised_eyebrow 🤨 neutral_face 😐
    expressionless 😑 no_mouth 😶 smirk 😏 unamused 😒 face_with_rolling_eyes/rolling_eyes 🙄 grimacing 😬 lying_face 🤥 relieved 😌 pensive 😔 sleepy 😪
    drooling_face 🤤 sleeping 😴 mask 😷 face_with_thermometer 🤒 nauseated_face 🤢 sneezing_face 🤧 hot_face 🥵 cold_face 🥶 woozy_face 🥴 dizzy_face 😵
    exploding_head 🤯 face_with_cowboy_hat 🤠 partying_face 🥳 sunglasses 😎 nerd_face 🤓 face_with_monocle 🧐 confused 😕 worried 😟 slightly_frowning_face 🙁
    white_frowning_face ☹️ open_mouth 😮 hushed 😯 astonished 😲 flushed 😳 pleading_face 🥺 frowning 😦 anguished 😧 fearful 😨 cold_sweat 😰
    disappointed_relieved 😥 cry 😢 sob 😭 scream 😱 confounded 😖 persevere 😣 disappointed 😞 sweat 😓 weary 😩 tired_face 😫 yawning_face 🥱 triumph 😤
    rage 😡 angry 😠 skull 💀 hankey/poop 💩 clown_face 🤡 ghost 👻 alien 👽 robot_face/robot 🤖 wave 👋 raised_back_of_hand 🤚 hand/raised_hand ✋
    spock-hand 🖖 ok_hand 👌 pinched_fingers 🤌 v ✌️ crossed_fingers 🤞 the_horns/sign_of_the_horns 🤘 call_me_hand 🤙 point_left 👈 point_right 👉
    point_up_2 👆 point_down 👇 point_up ☝️ +1/thumbsup 👍 -1/thumbsdown 👎 fist ✊ facepunch/punch 👊 left-facing_fist 🤛 right-facing_fist 🤜 clap 👏
    raised_hands 🙌 heart_hands 🫶 open_hands 👐 palms_up_together 🤲 handshake 🤝 pray 🙏 writing_hand ✍️ muscle 💪 brain 🧠 eyes 👀 eye 👁️ ear 👂
    speaking_head_in_silhouette 🗣️ bust_in_silhouette 👤 busts_in_silhouette 👥 bow 🙇 man-shrugging 🤷‍♂️ woman-shrugging 🤷‍♀️ shrug 🤷 facepalm/face_palm 🤦
    raising_hand 🙋 technologist 🧑‍💻 male-technologist 👨‍💻 female-technologist 👩‍💻 scientist 🧑‍🔬 student 🧑‍🎓 teacher 🧑‍🏫 judge 🧑‍⚖️ detective/sleuth_or_spy 🕵️
    construction_worker 👷 firefighter 🧑‍🚒 astronaut 🧑‍🚀 superhero 🦸 mage 🧙 runner/running 🏃 dancer 💃 footprints 👣`],
  ["Hearts & marks", `heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜 black_heart 🖤 white_heart 🤍 broken_heart 💔
    two_hearts 💕 sparkling_heart 💖 heartpulse 💗 100 💯 boom/collision 💥 dizzy 💫 sweat_drops 💦 dash 💨 hole 🕳️ speech_balloon 💬 thought_balloon 💭
    zzz 💤 white_check_mark ✅ ballot_box_with_check ☑️ heavy_check_mark ✔️ x ❌ negative_squared_cross_mark ❎ heavy_plus_sign ➕ heavy_minus_sign ➖
    question ❓ grey_question ❔ exclamation/heavy_exclamation_mark ❗ bangbang ‼️ interrobang ⁉️ warning ⚠️ no_entry ⛔ no_entry_sign 🚫 octagonal_sign/stop_sign 🛑
    red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣 white_circle ⚪ black_circle ⚫
    large_red_square 🟥 large_orange_square 🟧 large_yellow_square 🟨 large_green_square 🟩 large_blue_square 🟦 white_large_square ⬜ black_large_square ⬛
    small_orange_diamond 🔸 small_blue_diamond 🔹 large_orange_diamond 🔶 large_blue_diamond 🔷 small_red_triangle 🔺 small_red_triangle_down 🔻
    arrow_up ⬆️ arrow_down ⬇️ arrow_left ⬅️ arrow_right ➡️ arrow_upper_right ↗️ arrow_lower_right ↘️ left_right_arrow ↔️ arrows_counterclockwise 🔄
    repeat 🔁 leftwards_arrow_with_hook ↩️ arrow_right_hook ↪️ fast_forward ⏩ rewind ⏪ arrow_forward ▶️ double_vertical_bar ⏸️ new 🆕 free 🆓 up 🆙 ok 🆗
    sos 🆘 information_source ℹ️ hash #️⃣ zero 0️⃣ one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣ keycap_ten 🔟 a 🅰️ b 🅱️
    recycle ♻️ copyright ©️ registered ®️ tm ™️ infinity ♾️ globe_with_meridians 🌐 radio_button 🔘 no_bell 🔕 mute 🔇 sound 🔉 loud_sound 🔊`],
  ["Work & objects", `bell 🔔 loudspeaker 📢 mega 📣 bookmark 🔖 label 🏷️ pushpin 📌 round_pushpin 📍 paperclip 📎 link 🔗 triangular_ruler 📐 straight_ruler 📏 scissors ✂️
    pencil/memo 📝 pencil2 ✏️ lower_left_fountain_pen 🖋️ book/open_book 📖 books 📚 closed_book 📕 green_book 📗 blue_book 📘 orange_book 📙 notebook 📓
    ledger 📒 page_facing_up 📄 page_with_curl 📃 bookmark_tabs 📑 scroll 📜 newspaper 📰 clipboard 📋 file_folder 📁 open_file_folder 📂 card_index_dividers 🗂️
    card_file_box 🗃️ file_cabinet 🗄️ wastebasket 🗑️ date 📅 calendar 📆 spiral_calendar_pad 🗓️ chart_with_upwards_trend 📈 chart_with_downwards_trend 📉
    bar_chart 📊 inbox_tray 📥 outbox_tray 📤 package 📦 envelope ✉️ email/e-mail 📧 incoming_envelope 📨 lock 🔒 unlock 🔓 closed_lock_with_key 🔐 key 🔑
    old_key 🗝️ hammer 🔨 wrench 🔧 hammer_and_wrench 🛠️ gear ⚙️ nut_and_bolt 🔩 toolbox 🧰 magnet 🧲 test_tube 🧪 petri_dish 🧫 dna 🧬 microscope 🔬
    telescope 🔭 satellite_antenna 📡 computer 💻 desktop_computer 🖥️ keyboard ⌨️ printer 🖨️ iphone 📱 telephone_receiver 📞 pager 📟 battery 🔋 electric_plug 🔌
    floppy_disk 💾 cd 💿 minidisc 💽 camera 📷 movie_camera 🎥 clapper 🎬 tv 📺 studio_microphone 🎙️ microphone 🎤 headphones 🎧 mag 🔍 mag_right 🔎 bulb 💡
    flashlight 🔦 candle 🕯️ fire_extinguisher 🧯 shield 🛡️ scales ⚖️ bank 🏦 moneybag 💰 dollar 💵 euro 💶 credit_card 💳 receipt 🧾 briefcase 💼 compass 🧭
    world_map 🗺️ hourglass ⌛ hourglass_flowing_sand ⏳ watch ⌚ alarm_clock ⏰ stopwatch ⏱️ timer_clock ⏲️ clock1 🕐 clock3 🕒 clock9 🕘 clock12 🕛
    construction 🚧 rotating_light 🚨 vertical_traffic_light 🚦 checkered_flag 🏁 triangular_flag_on_post 🚩 waving_white_flag 🏳️ crystal_ball 🔮 game_die 🎲
    jigsaw/puzzle_piece 🧩 ladder 🪜 bricks 🧱 thread 🧵 abacus 🧮 broom 🧹 soap 🧼 shopping_trolley 🛒 door 🚪 chair 🪑 bed 🛏️ ticket 🎫 id 🆔 bug 🐛`],
  ["Joy & nature", `tada 🎉 confetti_ball 🎊 balloon 🎈 gift 🎁 birthday 🎂 trophy 🏆 medal 🎖️ sports_medal 🏅 first_place_medal 🥇 second_place_medal 🥈 third_place_medal 🥉
    dart 🎯 soccer ⚽ basketball 🏀 video_game 🎮 art 🎨 performing_arts 🎭 guitar 🎸 musical_note 🎵 notes 🎶 star ⭐ star2 🌟 sparkles ✨ zap ⚡ fire 🔥
    sunny ☀️ mostly_sunny/sun_small_cloud 🌤️ partly_sunny ⛅ cloud ☁️ rain_cloud 🌧️ thunder_cloud_and_rain ⛈️ snowflake ❄️ snowman ⛄ rainbow 🌈 umbrella ☔
    droplet 💧 ocean 🌊 crescent_moon 🌙 full_moon 🌕 earth_africa 🌍 earth_americas 🌎 earth_asia 🌏 seedling 🌱 evergreen_tree 🌲 deciduous_tree 🌳
    palm_tree 🌴 cactus 🌵 herb 🌿 four_leaf_clover 🍀 maple_leaf 🍁 mushroom 🍄 tulip 🌷 rose 🌹 sunflower 🌻 cherry_blossom 🌸 dog 🐶 cat 🐱 mouse 🐭
    rabbit 🐰 fox_face 🦊 bear 🐻 panda_face 🐼 koala 🐨 tiger 🐯 lion_face 🦁 cow 🐮 pig 🐷 frog 🐸 monkey_face 🐵 see_no_evil 🙈 hear_no_evil 🙉
    speak_no_evil 🙊 chicken 🐔 penguin 🐧 bird 🐦 eagle 🦅 duck 🦆 owl 🦉 bat 🦇 wolf 🐺 horse 🐴 unicorn_face/unicorn 🦄 bee/honeybee 🐝 butterfly 🦋
    snail 🐌 turtle 🐢 snake 🐍 octopus 🐙 crab 🦀 whale 🐳 dolphin 🐬 fish 🐟 shark 🦈 elephant 🐘 sloth 🦥 hedgehog 🦔 t-rex 🦖 sauropod 🦕 dragon 🐉
    canary/hatched_chick 🐥 paw_prints 🐾`],
  ["Food & travel", `coffee ☕ tea 🍵 bubble_tea 🧋 beer 🍺 beers 🍻 wine_glass 🍷 champagne 🍾 clinking_glasses 🥂 cocktail 🍸 tropical_drink 🍹 apple 🍎 green_apple 🍏
    pear 🍐 tangerine 🍊 lemon 🍋 banana 🍌 watermelon 🍉 grapes 🍇 strawberry 🍓 cherries 🍒 peach 🍑 pineapple 🍍 avocado 🥑 carrot 🥕 corn 🌽 hot_pepper 🌶️
    bread 🍞 croissant 🥐 cheese_wedge 🧀 egg 🥚 pancakes 🥞 hamburger 🍔 fries 🍟 pizza 🍕 hotdog 🌭 sandwich 🥪 taco 🌮 burrito 🌯 salad/green_salad 🥗
    spaghetti 🍝 ramen 🍜 sushi 🍣 rice 🍚 dumpling 🥟 popcorn 🍿 doughnut 🍩 cookie 🍪 cake 🍰 cupcake 🧁 pie 🥧 chocolate_bar 🍫 candy 🍬 icecream 🍦
    honey_pot 🍯 salt 🧂 car/red_car 🚗 taxi 🚕 bus 🚌 truck 🚚 racing_car 🏎️ ambulance 🚑 fire_engine 🚒 bike 🚲 scooter 🛴 train 🚆 bullettrain_side 🚄
    metro 🚇 airplane ✈️ airplane_departure 🛫 rocket 🚀 helicopter 🚁 flying_saucer 🛸 boat/sailboat ⛵ ship 🚢 anchor ⚓ fuelpump ⛽ house 🏠 office 🏢
    hospital 🏥 school 🏫 factory 🏭 house_with_garden 🏡 european_castle 🏰 tent ⛺ bridge_at_night 🌉 mountain ⛰️ snow_capped_mountain 🏔️ volcano 🌋
    beach_with_umbrella 🏖️ desert_island 🏝️ statue_of_liberty 🗽 flag-de 🇩🇪 flag-fr 🇫🇷 flag-gb/gb/uk 🇬🇧 flag-us/us 🇺🇸 flag-es 🇪🇸 flag-it 🇮🇹 flag-in 🇮🇳
    flag-jp/jp 🇯🇵 flag-br 🇧🇷 flag-pl 🇵🇱 flag-nl 🇳🇱 flag-se 🇸🇪 flag-ke 🇰🇪 flag-ng 🇳🇬 flag-mx 🇲🇽 flag-ca 🇨🇦 flag-au 🇦🇺 flag-eu 🇪🇺 rainbow-flag 🏳️‍🌈`],
];
